/** Dutch: a ballot whose tag is wrong. */
export default {
  'tag.wrong': 'Het antwoord van de server past niet bij uw stem',
  'tag.wrong-more': 'Uw stem is misschien geteld, maar het bewijs ervan kan later niet worden gecontroleerd. Meld het aan wie de stemming leidt en bewaar dit bewijs.',
};
