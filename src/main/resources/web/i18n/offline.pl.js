/** Polski: bez sieci. */
export default {
  offline: 'Brak połączenia. Widoczne dane mogą być nieaktualne.',
  'offline.loading': 'Brak połączenia. Sala otworzy się sama po powrocie połączenia.',
  'offline.kept': 'Brak połączenia. Głos jest zapisany i zostanie wysłany po powrocie połączenia, nawet po zamknięciu tej strony.',
};
