/** German: what a room asks new voters for. */
export default {
  'member.words': 'Hier stimmt nur ab, wer im Wählerverzeichnis steht. Geben Sie Ihren Code ein, oder öffnen Sie Ihren Link.',
  'member.code': 'Ihr Code',
  'member.go': 'Weiter',
  'member.wrong': 'Dieser Code steht nicht im Wählerverzeichnis. Bitte prüfen Sie jedes Zeichen.',
  'passcode.title': 'Dieser Raum hat einen Zugangscode',
  'passcode.words': 'Er steht auf der Leinwand: sechs Ziffern.',
  'passcode.label': 'Zugangscode',
  'passcode.wrong': 'Das ist nicht der Zugangscode. Bitte schauen Sie noch einmal auf die Leinwand.',
  'passcode.go': 'Eintreten',
  'room.locked': 'Dieser Raum ist geschlossen',
  'room.locked.more': 'Zurzeit kommt niemand Neues herein. Sobald er wieder geöffnet wird, werden Sie automatisch eingelassen.',
};
