/** How the result of a poll came about. */
export default {
  'replay.do': 'Büyük ekranda oynat',
  'replay.play': 'Oynat',
  'replay.pause': 'Duraklat',
  'replay.at': 'An',
  'replay.time': '{at} / {of}',
  'replay.failed': 'Kayıt yüklenemedi',
};
