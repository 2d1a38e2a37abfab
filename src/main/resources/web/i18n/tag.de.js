/** German: a ballot whose tag is wrong. */
export default {
  'tag.wrong': 'Die Antwort des Servers passt nicht zu Ihrer Stimme',
  'tag.wrong-more': 'Ihre Stimme ist vielleicht gezählt, aber ihr Beleg lässt sich später nicht prüfen. Bitte sagen Sie es der Leitung, und bewahren Sie diesen Beleg auf.',
};
