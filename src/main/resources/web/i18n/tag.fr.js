/** French: a ballot whose tag is wrong. */
export default {
  'tag.wrong': 'La réponse du serveur ne correspond pas à votre vote',
  'tag.wrong-more': 'Montrez ceci à la personne qui dirige le vote.',
};
