/** How the result of a poll came about. */
export default {
  'replay.do': 'Odtwórz na dużym ekranie',
  'replay.play': 'Odtwórz',
  'replay.pause': 'Pauza',
  'replay.at': 'Chwila',
  'replay.time': '{at} z {of}',
  'replay.failed': 'Nie udało się wczytać przebiegu',
};
