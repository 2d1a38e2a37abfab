/** English: why the hub did not do what was asked. */
export default {
  'problem.offline': 'The hub cannot be reached. Please try again.',
  'problem.unavailable': 'The hub cannot do this right now. Please try again.',
  'problem.busy': 'The hub is busy. Please try again.',
  'problem.rate-limited': 'Too many requests. Please wait a moment and try again.',
  'problem.bad-token': 'This presenter key is not valid for this room.',
  'problem.suspended': 'Whoever runs this hub has suspended this room. Nothing can be changed.',
  'problem.forbidden': 'This is not allowed here.',
  'problem.other': 'The hub did not do this.',
};
