/** Українська: what becomes of words that nobody wants. */
export default {
  'words-rules': 'Небажані слова',
  'words-rules.what': 'Якщо хтось таке напише',
  'words-rules.auto': 'показати мені там, де я схвалюю',
  'words-rules.off': 'нічого не відбувається',
  'words-rules.hold': 'чекає на схвалення',
  'words-rules.mask': 'показати зірочки',
  'words-rules.refuse': 'відхилити',
  'words-rules.languages': 'Списки цими мовами',
  'words-rules.own': 'Власні слова, по одному в рядку',
  'words-rules.exceptions': 'Винятки, по одному в рядку',
  'words-rules.save': 'Зберегти',
  'words-rules.saved': 'Збережено. Діє відтепер.',
  'words-rules.held': 'містить «{word}»',
};
