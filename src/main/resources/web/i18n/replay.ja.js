/** How the result of a poll came about. */
export default {
  'replay.do': '大画面で再生',
  'replay.play': '再生',
  'replay.pause': '一時停止',
  'replay.at': '時点',
  'replay.time': '{at} / {of}',
  'replay.failed': '再生を読み込めませんでした',
};
