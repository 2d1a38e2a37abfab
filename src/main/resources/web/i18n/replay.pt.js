/** How the result of a poll came about. */
export default {
  'replay.do': 'Reproduzir no ecrã grande',
  'replay.play': 'Reproduzir',
  'replay.pause': 'Pausa',
  'replay.at': 'Momento',
  'replay.time': '{at} de {of}',
  'replay.failed': 'Não foi possível carregar a reprodução',
};
