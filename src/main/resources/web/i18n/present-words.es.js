/** Español: what becomes of words that nobody wants. */
export default {
  'words-rules': 'Palabras no deseadas',
  'words-rules.what': 'Si alguien escribe una',
  'words-rules.auto': 'mostrármela donde yo apruebo',
  'words-rules.off': 'no pasa nada',
  'words-rules.hold': 'esperar aprobación',
  'words-rules.mask': 'mostrar asteriscos',
  'words-rules.refuse': 'rechazarla',
  'words-rules.languages': 'Listas en estos idiomas',
  'words-rules.own': 'Palabras propias, una por línea',
  'words-rules.exceptions': 'Excepciones, una por línea',
  'words-rules.save': 'Guardar',
  'words-rules.saved': 'Guardado. Se aplica desde ahora.',
  'words-rules.held': 'contiene «{word}»',
};
