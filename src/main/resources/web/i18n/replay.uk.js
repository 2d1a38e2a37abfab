/** How the result of a poll came about. */
export default {
  'replay.do': 'Відтворити на великому екрані',
  'replay.play': 'Відтворити',
  'replay.pause': 'Пауза',
  'replay.at': 'Момент',
  'replay.time': '{at} з {of}',
  'replay.failed': 'Не вдалося завантажити перебіг',
};
