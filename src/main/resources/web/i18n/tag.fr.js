/** French: a ballot whose tag is wrong. */
export default {
  'tag.wrong': 'La réponse du serveur ne correspond pas à votre vote',
  'tag.wrong-more': 'Votre vote est peut-être compté, mais son reçu ne pourra pas être vérifié. Prévenez la personne qui dirige le vote et gardez ce reçu.',
};
