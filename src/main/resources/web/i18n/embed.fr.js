/** Français: the pages in frames of other sites. */
export default {
  'embed.apart': 'Vous avez déjà voté sur votre téléphone ou dans un autre onglet ? Ici, vous compteriez comme une autre personne.',
  'embed.tab': 'Ouvrir dans un onglet',
  'embed.unkept': 'Ce navigateur ne conserve rien dans un cadre ; un vote ne peut donc pas être mémorisé ici.',
  'embed.vote-in-tab': 'Voter dans un onglet',
  'embed.open': 'Le vote est ouvert',
  'embed.final': 'Final',
  'embed.hidden': 'Résultats masqués',
  'embed.join': 'Participez sur {address}',
  'embed.lobby': 'Participez',
  'embed.later': 'Ce vote n’a pas encore été ouvert.',
  'embed.gone': 'Ce vote n’est plus dans la salle.',
  'embed.qr': 'Code QR de l’adresse {address}',
};
