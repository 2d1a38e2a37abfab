/** Français: sans réseau. */
export default {
  offline: 'Vous êtes hors ligne. Ce que vous voyez n’est peut-être plus à jour.',
  'offline.loading': 'Vous êtes hors ligne. La salle s’ouvrira d’elle-même à votre retour en ligne.',
  'offline.kept': 'Vous êtes hors ligne. Votre vote est conservé et sera envoyé à votre retour en ligne, même si vous fermez cette page.',
};
