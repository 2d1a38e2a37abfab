/** English: what becomes of words that nobody wants. */
export default {
  'words-rules': 'Unwanted words',
  'words-rules.what': 'If somebody writes one',
  'words-rules.auto': 'show me where I approve',
  'words-rules.off': 'nothing happens',
  'words-rules.hold': 'wait for approval',
  'words-rules.mask': 'show asterisks',
  'words-rules.refuse': 'refuse it',
  'words-rules.languages': 'Lists in these languages',
  'words-rules.own': 'Words of your own, one a line',
  'words-rules.exceptions': 'Exceptions, one a line',
  'words-rules.save': 'Save',
  'words-rules.saved': 'Saved. It applies from now on.',
  'words-rules.held': 'contains “{word}”',
};
