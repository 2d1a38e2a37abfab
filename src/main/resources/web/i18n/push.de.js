/** German: to be told by push when the next question opens. */
export default {
  'push.ask': 'Bei der nächsten Frage benachrichtigen',
  'push.more': 'Auch wenn diese Seite geschlossen ist. Sie können es jederzeit ausschalten.',
  'push.on': 'Sie werden bei der nächsten Frage benachrichtigt.',
  'push.off': 'Ausschalten',
  'push.denied': 'Ihr Browser erlaubt dieser Seite keine Benachrichtigungen. Das lässt sich in seinen Einstellungen für diese Seite ändern.',
  'push.failed': 'Das hat nicht funktioniert. Bitte versuchen Sie es noch einmal.',
  'push.install': 'Um bei der nächsten Frage benachrichtigt zu werden, legen Sie diese Seite zuerst auf den Home-Bildschirm Ihres iPhones oder iPads („Teilen“, dann „Zum Home-Bildschirm“), und öffnen Sie sie dort.',
};
