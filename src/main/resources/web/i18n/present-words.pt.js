/** Português: what becomes of words that nobody wants. */
export default {
  'words-rules': 'Palavras indesejadas',
  'words-rules.what': 'Se alguém escrever uma',
  'words-rules.auto': 'mostrar-ma onde eu aprovo',
  'words-rules.off': 'nada acontece',
  'words-rules.hold': 'aguardar aprovação',
  'words-rules.mask': 'mostrar asteriscos',
  'words-rules.refuse': 'recusá-la',
  'words-rules.languages': 'Listas nestes idiomas',
  'words-rules.own': 'Palavras próprias, uma por linha',
  'words-rules.exceptions': 'Exceções, uma por linha',
  'words-rules.save': 'Guardar',
  'words-rules.saved': 'Guardado. Aplica-se a partir de agora.',
  'words-rules.held': 'contém “{word}”',
};
