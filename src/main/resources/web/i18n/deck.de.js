/** German: the page through which slides lead a room. */
export default {
  'deck.alone': 'Diese Seite gehört in Folien, die darüber Abstimmungen öffnen und schließen.',
  'deck.asking': 'Raum {room} mit diesen Folien leiten',
  'deck.asking.more': 'Die Folien von {site} dürfen dann Abstimmungen des Raums öffnen und schließen. Den Schlüssel sehen sie nie.',
  'deck.key': 'Schlüssel oder Link zum Leiten',
  'deck.go': 'Leiten',
  'deck.leading': 'Diese Folien leiten Raum {room}',
  'deck.leading.more': 'Abstimmungen öffnen und schließen sich mit den Folien von {site}, bis dieser Tab geschlossen wird.',
  'deck.stop': 'Nicht mehr leiten',
  'deck.wrong': 'Dieser Schlüssel leitet diesen Raum nicht.',
  'deck.offline': 'Der Hub ist nicht erreichbar. Bitte noch einmal versuchen.',
};
