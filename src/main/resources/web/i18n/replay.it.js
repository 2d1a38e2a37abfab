/** How the result of a poll came about. */
export default {
  'replay.do': 'Rivedi sul grande schermo',
  'replay.play': 'Riproduci',
  'replay.pause': 'Pausa',
  'replay.at': 'Momento',
  'replay.time': '{at} di {of}',
  'replay.failed': 'Non è stato possibile caricare la riproduzione',
};
