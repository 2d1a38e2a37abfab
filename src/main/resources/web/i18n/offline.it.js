/** Italiano: senza rete. */
export default {
  offline: 'È offline. Quanto vede potrebbe non essere aggiornato.',
  'offline.loading': 'È offline. La sala si aprirà da sola al ritorno online.',
  'offline.kept': 'È offline. Il Suo voto è conservato e sarà inviato al ritorno online, anche se chiude questa pagina.',
};
