/** Italian: a ballot whose tag is wrong. */
export default {
  'tag.wrong': 'La risposta del server non corrisponde al suo voto',
  'tag.wrong-more': 'Lo mostri a chi dirige la votazione.',
};
