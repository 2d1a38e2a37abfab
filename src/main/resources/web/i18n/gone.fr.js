/** Français: why a room cannot be entered. */
export default {
  'gone.gone': 'Cette salle est fermée',
  'gone.gone.more': 'La personne qui l’animait l’a supprimée. Merci d’avoir été là.',
  'gone.unknown-room': 'La salle {code} n’existe pas',
  'gone.unknown-room.more': 'Veuillez vérifier le code.',
  'gone.removed': 'Vous avez été retiré de cette salle',
  'gone.removed.more': 'La personne qui anime en a décidé ainsi. Vos votes restent comptés.',
  'gone.suspended': 'Cette salle est suspendue',
  'gone.suspended.more': 'L’exploitant de ce serveur l’a suspendue. Personne ne peut entrer ni voter.',
  'gone.other': 'Impossible d’entrer dans cette salle',
  'gone.other.more': 'Le serveur a refusé la connexion.',
  'gone.home': 'Saisir un autre code',
};
