/** Polish: a ballot whose tag is wrong. */
export default {
  'tag.wrong': 'Odpowiedź serwera nie zgadza się z Twoim głosem',
  'tag.wrong-more': 'Głos mógł zostać policzony, ale jego potwierdzenia nie będzie można później sprawdzić. Powiadom osobę prowadzącą głosowanie i zachowaj to potwierdzenie.',
};
