/** Français: the page through which slides lead a room. */
export default {
  'deck.alone': 'Cette page a sa place dans des diapositives, qui ouvrent et closent des votes à travers elle.',
  'deck.asking': 'Animer la salle {room} avec ces diapositives',
  'deck.asking.more': 'Les diapositives de {site} peuvent alors ouvrir et clore ses votes. Elles ne voient jamais la clé.',
  'deck.key': 'Clé ou lien d’animation',
  'deck.go': 'Animer',
  'deck.leading': 'Ces diapositives animent la salle {room}',
  'deck.leading.more': 'Les votes s’ouvrent et se ferment au fil des diapositives de {site}, jusqu’à la fermeture de cet onglet.',
  'deck.stop': 'Ne plus animer',
  'deck.wrong': 'Cette clé ne permet pas d’animer cette salle.',
  'deck.offline': 'Le serveur est injoignable. Réessayez.',
};
