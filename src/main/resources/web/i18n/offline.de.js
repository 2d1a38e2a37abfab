/** Deutsch: ohne Netz. */
export default {
  offline: 'Sie sind offline. Was Sie sehen, kann veraltet sein.',
  'offline.loading': 'Sie sind offline. Der Raum öffnet sich von selbst, sobald Sie wieder online sind.',
  'offline.kept': 'Offline. Ihre Stimme wird gesendet, sobald es wieder geht, auch wenn Sie die Seite schließen.',
};
