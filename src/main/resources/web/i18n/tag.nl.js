/** Dutch: a ballot whose tag is wrong. */
export default {
  'tag.wrong': 'Het antwoord van de server past niet bij uw stem',
  'tag.wrong-more': 'Laat dit zien aan wie de stemming leidt.',
};
