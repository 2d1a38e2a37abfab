/** Deutsch: ohne Netz. */
export default {
  offline: 'Sie sind offline. Was Sie sehen, kann veraltet sein.',
  'offline.loading': 'Sie sind offline. Der Raum öffnet sich von selbst, sobald Sie wieder online sind.',
  'offline.kept': 'Sie sind offline. Ihre Stimme ist gespeichert und wird gesendet, sobald Sie wieder online sind, auch wenn Sie diese Seite schließen.',
};
