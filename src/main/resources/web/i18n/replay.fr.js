/** How the result of a poll came about. */
export default {
  'replay.do': 'Rejouer sur le grand écran',
  'replay.play': 'Lire',
  'replay.pause': 'Pause',
  'replay.at': 'Moment',
  'replay.time': '{at} sur {of}',
  'replay.failed': 'Le déroulé n’a pas pu être chargé',
};
