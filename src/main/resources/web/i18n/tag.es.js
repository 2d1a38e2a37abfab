/** Spanish: a ballot whose tag is wrong. */
export default {
  'tag.wrong': 'La respuesta del servidor no corresponde a su voto',
  'tag.wrong-more': 'Muestre esto a quien dirige la votación.',
};
