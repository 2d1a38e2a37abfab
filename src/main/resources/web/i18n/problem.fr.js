/** Français: why the hub did not do what was asked. */
export default {
  'problem.offline': 'Le serveur est injoignable. Veuillez réessayer.',
  'problem.unavailable': 'Le serveur ne peut pas le faire pour le moment. Veuillez réessayer.',
  'problem.busy': 'Le serveur est occupé. Veuillez réessayer.',
  'problem.rate-limited': 'Trop de demandes. Veuillez patienter un instant et réessayer.',
  'problem.bad-token': 'Cette clé n’est pas valable pour cette salle.',
  'problem.suspended': 'L’exploitant de ce serveur a suspendu cette salle. Rien ne peut être modifié.',
  'problem.forbidden': 'Ce n’est pas autorisé ici.',
  'problem.other': 'Le serveur ne l’a pas fait.',
};
