/** How the result of a poll came about. */
export default {
  'replay.do': 'Auf der Leinwand abspielen',
  'replay.play': 'Abspielen',
  'replay.pause': 'Pause',
  'replay.at': 'Zeitpunkt',
  'replay.time': '{at} von {of}',
  'replay.failed': 'Der Verlauf konnte nicht geladen werden',
};
