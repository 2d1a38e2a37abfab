/** Nederlands: what becomes of words that nobody wants. */
export default {
  'words-rules': 'Ongewenste woorden',
  'words-rules.what': 'Als iemand er een schrijft',
  'words-rules.auto': 'aan mij tonen waar ik goedkeur',
  'words-rules.off': 'er gebeurt niets',
  'words-rules.hold': 'op goedkeuring laten wachten',
  'words-rules.mask': 'sterretjes tonen',
  'words-rules.refuse': 'weigeren',
  'words-rules.languages': 'Lijsten in deze talen',
  'words-rules.own': 'Eigen woorden, één per regel',
  'words-rules.exceptions': 'Uitzonderingen, één per regel',
  'words-rules.save': 'Opslaan',
  'words-rules.saved': 'Opgeslagen. Het geldt vanaf nu.',
  'words-rules.held': 'bevat “{word}”',
};
