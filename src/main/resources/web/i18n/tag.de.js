/** German: a ballot whose tag is wrong. */
export default {
  'tag.wrong': 'Die Antwort des Servers passt nicht zu Ihrer Stimme',
  'tag.wrong-more': 'Bitte zeigen Sie das der Leitung.',
};
