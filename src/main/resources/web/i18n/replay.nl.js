/** How the result of a poll came about. */
export default {
  'replay.do': 'Afspelen op het grote scherm',
  'replay.play': 'Afspelen',
  'replay.pause': 'Pauze',
  'replay.at': 'Moment',
  'replay.time': '{at} van {of}',
  'replay.failed': 'Het verloop kon niet worden geladen',
};
