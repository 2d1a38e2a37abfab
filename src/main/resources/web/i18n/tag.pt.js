/** Portuguese: a ballot whose tag is wrong. */
export default {
  'tag.wrong': 'A resposta do servidor não corresponde ao seu voto',
  'tag.wrong-more': 'Mostre isto a quem dirige a votação.',
};
