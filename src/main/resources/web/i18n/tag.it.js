/** Italian: a ballot whose tag is wrong. */
export default {
  'tag.wrong': 'La risposta del server non corrisponde al suo voto',
  'tag.wrong-more': 'Il voto forse è stato contato, ma la ricevuta non potrà essere verificata. Avvisi chi dirige la votazione e conservi questa ricevuta.',
};
