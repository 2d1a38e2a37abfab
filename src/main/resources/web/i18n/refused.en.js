/** English: why a vote was not counted. */
export default {
  'refused.late': 'The poll has closed; your vote came {s} s too late and was not counted.',
  'refused.not-open': 'The poll is closed; your vote was not counted.',
  'refused.already-voted': 'You have voted before; your first vote stands.',
  'refused.poll-changed': 'The question was changed. Please vote again.',
  'refused.bad-ballot': 'The hub could not read this vote; it was not counted. Please choose again.',
  'refused.unknown-poll': 'This poll is gone; your vote was not counted.',
  'refused.not-eligible': 'Only those on the voter roll vote here; your vote was not counted.',
  'refused.suspended': 'This room is suspended; your vote was not counted.',
  'refused.forbidden': 'You may not vote here; your vote was not counted.',
  'refused.other': 'Your vote was not counted. Please choose again.',
  'room.lost': 'The question “{question}” was removed before your vote reached the hub. Your vote does not count.',
  'room.lost-unnamed': 'A question was removed before your vote reached the hub. Your vote does not count.',
  'room.lost-ok': 'OK',
};
