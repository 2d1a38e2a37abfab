/** How the result of a poll came about. */
export default {
  'replay.do': 'Replay on the big screen',
  'replay.play': 'Play',
  'replay.pause': 'Pause',
  'replay.at': 'Moment of the replay',
  'replay.time': '{at} of {of}',
  'replay.failed': 'The replay could not be loaded',
};
