/** Français: what becomes of words that nobody wants. */
export default {
  'words-rules': 'Mots indésirables',
  'words-rules.what': 'Si quelqu’un en écrit un',
  'words-rules.auto': 'me le signaler là où j’approuve',
  'words-rules.off': 'rien ne se passe',
  'words-rules.hold': 'attendre l’approbation',
  'words-rules.mask': 'afficher des astérisques',
  'words-rules.refuse': 'refuser',
  'words-rules.languages': 'Listes dans ces langues',
  'words-rules.own': 'Vos propres mots, un par ligne',
  'words-rules.exceptions': 'Exceptions, une par ligne',
  'words-rules.save': 'Enregistrer',
  'words-rules.saved': 'Enregistré. Cela s’applique dès maintenant.',
  'words-rules.held': 'contient « {word} »',
};
