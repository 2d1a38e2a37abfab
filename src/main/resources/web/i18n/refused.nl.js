export default {
  'refused.late': 'De stemming is gesloten; uw stem kwam {s} s te laat en is niet geteld.',
  'refused.not-open': 'De stemming is gesloten; uw stem is niet geteld.',
  'refused.already-voted': 'U hebt al gestemd; uw eerste stem blijft staan.',
  'refused.poll-changed': 'De vraag is gewijzigd. Stem opnieuw.',
  'refused.bad-ballot': 'De server kon deze stem niet lezen; ze is niet geteld. Kies opnieuw.',
  'refused.unknown-poll': 'Deze stemming bestaat niet meer; uw stem is niet geteld.',
  'refused.not-eligible': 'Hier stemmen alleen mensen op de kiezerslijst; uw stem is niet geteld.',
  'refused.suspended': 'Deze zaal is geblokkeerd; uw stem is niet geteld.',
  'refused.forbidden': 'U mag hier niet stemmen; uw stem is niet geteld.',
  'refused.other': 'Uw stem is niet geteld. Kies opnieuw.',
};
