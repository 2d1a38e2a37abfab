/** French: to be told by push when the next question opens. */
export default {
  'push.ask': 'M’avertir à la prochaine question',
  'push.more': 'Même si cette page est fermée. Vous pouvez désactiver cela à tout moment.',
  'push.on': 'Vous serez averti(e) à la prochaine question.',
  'push.off': 'Désactiver',
  'push.denied': 'Votre navigateur n’autorise pas les notifications de cette page. Vous pouvez le changer dans ses réglages pour cette page.',
  'push.failed': 'Cela n’a pas fonctionné. Veuillez réessayer.',
  'push.install': 'Pour être averti(e) à la prochaine question, ajoutez d’abord cette page à l’écran d’accueil de votre iPhone ou iPad (« Partager », puis « Sur l’écran d’accueil ») et ouvrez-la de là.',
};
