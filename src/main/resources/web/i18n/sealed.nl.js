/** Dutch: the seal of a result, on the voter’s page. */
export default {
  'sealed.public': 'Als de stemming sluit, worden alle stembiljetten zonder namen gepubliceerd. Anderen kunnen een lange rangschikking herkennen.',
  'sealed.checking': 'Er wordt nagegaan of uw stem in het verzegelde resultaat zit…',
  'sealed.included': 'Uw stem zit in het verzegelde resultaat',
  'sealed.later': 'Of uw stem in het verzegelde resultaat zit, kon nog niet worden nagegaan',
  'sealed.again': 'Nu nagaan',
  'sealed.more': 'Wat betekent dat?',
  'sealed.failed': 'Uw stem zit niet in het verzegelde resultaat',
  'sealed.failed-do': 'Zeg het nu tegen wie de stemming leidt en laat deze pagina zien. Bewaar het bewijs en houd de pagina open: beide helpen om uit te zoeken wat er is gebeurd.',
  'sealed.about': 'Toen de stemming sloot, heeft de hub het resultaat verzegeld. Uw telefoon heeft nagegaan dat het stembiljet met uw ontvangstbewijs erin zit. Als er later iets aan verandert, klopt het zegel niet meer.',
  'sealed.secret': 'Noch het ontvangstbewijs, noch het bewijs verraadt hoe u hebt gestemd.',
  'sealed.same': 'Iedereen moet hetzelfde zegel zien. Vergelijk het met uw buren:',
  'sealed.number': 'Zegel {n}',
  'sealed.save': 'Bewijs bewaren',
  'sealed.verify': 'Onafhankelijk nagaan',
  'sealed.close': 'Sluiten',
};
