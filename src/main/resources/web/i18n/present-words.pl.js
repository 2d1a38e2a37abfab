/** Polski: what becomes of words that nobody wants. */
export default {
  'words-rules': 'Niepożądane słowa',
  'words-rules.what': 'Jeśli ktoś takie napisze',
  'words-rules.auto': 'pokaż mi, gdzie zatwierdzam',
  'words-rules.off': 'nic się nie dzieje',
  'words-rules.hold': 'czeka na zatwierdzenie',
  'words-rules.mask': 'pokaż gwiazdki',
  'words-rules.refuse': 'odrzuć',
  'words-rules.languages': 'Listy w tych językach',
  'words-rules.own': 'Własne słowa, jedno w wierszu',
  'words-rules.exceptions': 'Wyjątki, jeden w wierszu',
  'words-rules.save': 'Zapisz',
  'words-rules.saved': 'Zapisano. Obowiązuje od teraz.',
  'words-rules.held': 'zawiera „{word}”',
};
