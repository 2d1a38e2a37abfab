/** Italiano: what becomes of words that nobody wants. */
export default {
  'words-rules': 'Parole non gradite',
  'words-rules.what': 'Se qualcuno ne scrive una',
  'words-rules.auto': 'mostramela dove approvo',
  'words-rules.off': 'non succede nulla',
  'words-rules.hold': 'in attesa di approvazione',
  'words-rules.mask': 'mostra asterischi',
  'words-rules.refuse': 'rifiutala',
  'words-rules.languages': 'Elenchi in queste lingue',
  'words-rules.own': 'Parole proprie, una per riga',
  'words-rules.exceptions': 'Eccezioni, una per riga',
  'words-rules.save': 'Salva',
  'words-rules.saved': 'Salvato. Vale da adesso.',
  'words-rules.held': 'contiene «{word}»',
};
