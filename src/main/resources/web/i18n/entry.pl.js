/** Polski: what a room asks new voters for. */
export default {
  'member.words': 'Głosują tu tylko osoby ze spisu. Wpisz otrzymany kod lub otwórz swój link.',
  'member.code': 'Twój kod',
  'member.go': 'Dalej',
  'member.wrong': 'Tego kodu nie ma w spisie. Prosimy sprawdzić każdy znak.',
  'passcode.title': 'Ta sala ma kod dostępu',
  'passcode.words': 'Jest na dużym ekranie: sześć cyfr.',
  'passcode.label': 'Kod dostępu',
  'passcode.wrong': 'To nie jest kod dostępu. Prosimy spojrzeć ponownie na ekran.',
  'passcode.go': 'Wejdź',
  'room.locked': 'Ta sala jest zamknięta',
  'room.locked.more': 'Teraz nikt nowy nie wchodzi. Wejście nastąpi automatycznie po jej otwarciu.',
};
