/** English: why a room cannot be entered. */
export default {
  'gone.gone': 'This room has been closed',
  'gone.gone.more': 'Its presenter deleted it. Thank you for having been here.',
  'gone.unknown-room': 'There is no room {code}',
  'gone.unknown-room.more': 'Please look at the code again.',
  'gone.removed': 'You have been removed from this room',
  'gone.removed.more': 'The presenter decided that. Votes that you have cast stay counted.',
  'gone.suspended': 'This room is suspended',
  'gone.suspended.more': 'Whoever runs this hub has suspended it. Nobody can join or vote.',
  'gone.other': 'This room cannot be entered',
  'gone.other.more': 'The hub refused the connection.',
  'gone.home': 'Enter another code',
};
