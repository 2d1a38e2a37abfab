/** Italiano: why a room cannot be entered. */
export default {
  'gone.gone': 'Questa sala è stata chiusa',
  'gone.gone.more': 'Chi la conduceva l’ha eliminata. Grazie per aver partecipato.',
  'gone.unknown-room': 'La sala {code} non esiste',
  'gone.unknown-room.more': 'Controlli il codice.',
  'gone.removed': 'È stato rimosso da questa sala',
  'gone.removed.more': 'Lo ha deciso chi la conduce. I voti già espressi restano contati.',
  'gone.suspended': 'Questa sala è sospesa',
  'gone.suspended.more': 'Il gestore di questo server l’ha sospesa. Nessuno può entrare o votare.',
  'gone.other': 'Non si può entrare in questa sala',
  'gone.other.more': 'Il server ha rifiutato la connessione.',
  'gone.home': 'Inserisci un altro codice',
};
