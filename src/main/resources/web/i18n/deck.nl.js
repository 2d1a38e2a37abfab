/** Nederlands: the page through which slides lead a room. */
export default {
  'deck.alone': 'Deze pagina hoort in dia’s, die er stemmingen mee openen en sluiten.',
  'deck.asking': 'Zaal {room} leiden met deze dia’s',
  'deck.asking.more': 'De dia’s van {site} mogen dan stemmingen openen en sluiten. Ze zien de sleutel nooit.',
  'deck.key': 'Sleutel of link van de presentator',
  'deck.go': 'Leiden',
  'deck.leading': 'Deze dia’s leiden zaal {room}',
  'deck.leading.more': 'Stemmingen openen en sluiten met de dia’s van {site}, tot dit tabblad wordt gesloten.',
  'deck.stop': 'Niet meer leiden',
  'deck.wrong': 'Deze sleutel leidt deze zaal niet.',
  'deck.offline': 'De server is niet bereikbaar. Probeer het opnieuw.',
};
