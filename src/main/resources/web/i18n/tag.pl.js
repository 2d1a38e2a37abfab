/** Polish: a ballot whose tag is wrong. */
export default {
  'tag.wrong': 'Odpowiedź serwera nie zgadza się z Twoim głosem',
  'tag.wrong-more': 'Pokaż to osobie prowadzącej głosowanie.',
};
