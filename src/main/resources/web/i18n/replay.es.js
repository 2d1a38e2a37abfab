/** How the result of a poll came about. */
export default {
  'replay.do': 'Reproducir en la pantalla grande',
  'replay.play': 'Reproducir',
  'replay.pause': 'Pausa',
  'replay.at': 'Momento',
  'replay.time': '{at} de {of}',
  'replay.failed': 'No se pudo cargar la reproducción',
};
