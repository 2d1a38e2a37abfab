/** French: the seal of a result, on the voter’s page. */
export default {
  'sealed.public': 'À la clôture du vote, tous les bulletins sont publiés, sans noms. Un long classement peut être reconnu par d’autres.',
  'sealed.checking': 'Vérification que votre bulletin figure dans le résultat scellé…',
  'sealed.included': 'Votre bulletin figure dans le résultat scellé',
  'sealed.later': 'Il n’a pas encore été possible de vérifier que votre bulletin figure dans le résultat scellé',
  'sealed.again': 'Vérifier maintenant',
  'sealed.more': 'Qu’est-ce que cela veut dire ?',
  'sealed.failed': 'Votre bulletin ne figure pas dans le résultat scellé',
  'sealed.failed-do': 'Prévenez tout de suite la personne qui dirige le vote et montrez-lui cette page. Enregistrez la preuve et gardez la page ouverte : les deux aideront à comprendre ce qui s’est passé.',
  'sealed.about': 'À la clôture, le serveur a scellé le résultat. Votre téléphone a vérifié que le bulletin correspondant à votre reçu s’y trouve. Si quoi que ce soit était modifié ensuite, le sceau ne correspondrait plus.',
  'sealed.secret': 'Ni le reçu ni la preuve ne révèlent votre vote.',
  'sealed.same': 'Tout le monde doit voir le même sceau. Comparez-le avec vos voisins :',
  'sealed.number': 'Sceau {n}',
  'sealed.save': 'Enregistrer la preuve',
  'sealed.verify': 'Vérifier par vous-même',
  'sealed.close': 'Fermer',
};
