/** Deutsch: was mit unerwünschten Wörtern geschieht. */
export default {
  'words-rules': 'Unerwünschte Wörter',
  'words-rules.what': 'Wenn jemand eines schreibt',
  'words-rules.auto': 'beim Freigeben anzeigen',
  'words-rules.off': 'nichts geschieht',
  'words-rules.hold': 'auf Freigabe warten',
  'words-rules.mask': 'Sternchen zeigen',
  'words-rules.refuse': 'ablehnen',
  'words-rules.languages': 'Listen in diesen Sprachen',
  'words-rules.own': 'Eigene Wörter, eines je Zeile',
  'words-rules.exceptions': 'Ausnahmen, eine je Zeile',
  'words-rules.save': 'Speichern',
  'words-rules.saved': 'Gespeichert. Es gilt ab jetzt.',
  'words-rules.held': 'enthält „{word}“',
};
