/** English: the page through which slides lead a room. */
export default {
  'deck.alone': 'This page belongs in slides, which open and close polls through it.',
  'deck.asking': 'Lead room {room} with these slides',
  'deck.asking.more': 'The slides of {site} may then open and close its polls. They never see the key.',
  'deck.key': 'Presenter’s key or link',
  'deck.go': 'Lead',
  'deck.leading': 'These slides lead room {room}',
  'deck.leading.more': 'Polls open and close as the slides of {site} come and go, until this tab is closed.',
  'deck.stop': 'Stop leading',
  'deck.wrong': 'This key does not lead this room.',
  'deck.offline': 'The hub cannot be reached. Try again.',
};
