/** Dutch: to be told by push when the next question opens. */
export default {
  'push.ask': 'Waarschuw mij bij de volgende vraag',
  'push.more': 'Ook als deze pagina gesloten is. U kunt het altijd uitzetten.',
  'push.on': 'U krijgt bericht bij de volgende vraag.',
  'push.off': 'Uitzetten',
  'push.denied': 'Uw browser staat deze pagina geen meldingen toe. Dat kunt u wijzigen in de instellingen voor deze pagina.',
  'push.failed': 'Dat is niet gelukt. Probeer het nog eens.',
  'push.install': 'Zet deze pagina eerst op het beginscherm van uw iPhone of iPad (‘Deel’, dan ‘Zet op beginscherm’) en open haar daar, om bericht te krijgen bij de volgende vraag.',
};
