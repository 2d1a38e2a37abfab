/** Portuguese: a ballot whose tag is wrong. */
export default {
  'tag.wrong': 'A resposta do servidor não corresponde ao seu voto',
  'tag.wrong-more': 'O voto pode estar contado, mas o recibo não poderá ser verificado depois. Avise quem dirige a votação e guarde este recibo.',
};
