/** Italiano: what a room asks new voters for. */
export default {
  'member.words': 'Qui vota solo chi è nell’elenco. Scriva il codice ricevuto oppure apra il Suo link.',
  'member.code': 'Il Suo codice',
  'member.go': 'Continua',
  'member.wrong': 'Questo codice non è nell’elenco. Controlli ogni carattere.',
  'passcode.title': 'Questa sala ha un codice di accesso',
  'passcode.words': 'È sul grande schermo: sei cifre.',
  'passcode.label': 'Codice di accesso',
  'passcode.wrong': 'Non è il codice di accesso. Guardi di nuovo lo schermo.',
  'passcode.go': 'Entra',
  'room.locked': 'Questa sala è chiusa',
  'room.locked.more': 'Ora non entra nessun altro. Entrerà automaticamente quando verrà riaperta.',
};
