/** How the result of a poll came about. */
export default {
  'replay.do': '在大屏幕上回放',
  'replay.play': '播放',
  'replay.pause': '暂停',
  'replay.at': '时刻',
  'replay.time': '{at} / {of}',
  'replay.failed': '无法加载回放',
};
