/** Polish: to be told by push when the next question opens. */
export default {
  'push.ask': 'Powiadom mnie o następnym pytaniu',
  'push.more': 'Także gdy ta strona jest zamknięta. Można to wyłączyć w każdej chwili.',
  'push.on': 'Otrzyma Pan/Pani powiadomienie o następnym pytaniu.',
  'push.off': 'Wyłącz',
  'push.denied': 'Przeglądarka nie pozwala tej stronie na powiadomienia. Można to zmienić w jej ustawieniach dla tej strony.',
  'push.failed': 'Nie udało się. Proszę spróbować ponownie.',
  'push.install': 'Aby otrzymać powiadomienie o następnym pytaniu, proszę najpierw dodać tę stronę do ekranu początkowego iPhone’a lub iPada („Udostępnij”, potem „Do ekranu początkowego”) i otworzyć ją stamtąd.',
};
