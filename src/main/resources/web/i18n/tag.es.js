/** Spanish: a ballot whose tag is wrong. */
export default {
  'tag.wrong': 'La respuesta del servidor no corresponde a su voto',
  'tag.wrong-more': 'Puede que su voto esté contado, pero su recibo no se podrá comprobar después. Avise a quien dirige la votación y conserve este recibo.',
};
