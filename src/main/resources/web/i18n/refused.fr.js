export default {
  'refused.late': 'Le vote est clos ; le vôtre est arrivé {s} s trop tard et n’a pas été compté.',
  'refused.not-open': 'Le vote est clos ; le vôtre n’a pas été compté.',
  'refused.already-voted': 'Vous avez déjà voté ; votre premier vote reste valable.',
  'refused.poll-changed': 'La question a été modifiée. Veuillez voter à nouveau.',
  'refused.bad-ballot': 'Le serveur n’a pas pu lire ce vote ; il n’a pas été compté. Veuillez choisir à nouveau.',
  'refused.unknown-poll': 'Ce vote n’existe plus ; votre voix n’a pas été comptée.',
  'refused.not-eligible': 'Seules les personnes inscrites votent ici ; votre vote n’a pas été compté.',
  'refused.suspended': 'Cette salle est suspendue ; votre vote n’a pas été compté.',
  'refused.forbidden': 'Vous ne pouvez pas voter ici ; votre vote n’a pas été compté.',
  'refused.other': 'Votre vote n’a pas été compté. Veuillez choisir à nouveau.',
};
