/** Français: what a room asks new voters for. */
export default {
  'member.words': 'Seules les personnes inscrites votent ici. Saisissez le code reçu ou ouvrez votre lien.',
  'member.code': 'Votre code',
  'member.go': 'Continuer',
  'member.wrong': 'Ce code ne figure pas sur la liste. Veuillez vérifier chaque caractère.',
  'passcode.title': 'Cette salle a un code d’accès',
  'passcode.words': 'Il est sur le grand écran : six chiffres.',
  'passcode.label': 'Code d’accès',
  'passcode.wrong': 'Ce n’est pas le code d’accès. Veuillez regarder l’écran à nouveau.',
  'passcode.go': 'Entrer',
  'room.locked': 'Cette salle est verrouillée',
  'room.locked.more': 'Personne n’entre pour le moment. Vous entrerez automatiquement dès qu’elle sera rouverte.',
};
