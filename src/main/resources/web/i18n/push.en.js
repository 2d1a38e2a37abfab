/** English: to be told by push when the next question opens. */
export default {
  'push.ask': 'Tell me when the next question opens',
  'push.more': 'Also while this page is closed. You can switch it off at any time.',
  'push.on': 'You will be told when the next question opens.',
  'push.off': 'Switch off',
  'push.denied': 'Your browser does not let this page tell you anything. You can change that in its settings for this page.',
  'push.failed': 'That did not work. Please try again.',
  'push.install': 'To be told when the next question opens, put this page on the home screen of your iPhone or iPad first (“Share”, then “Add to Home Screen”), and open it there.',
};
