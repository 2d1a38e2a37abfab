/** Polski: why a room cannot be entered. */
export default {
  'gone.gone': 'Ta sala została zamknięta',
  'gone.gone.more': 'Prowadzący ją usunął. Dziękujemy za obecność.',
  'gone.unknown-room': 'Nie ma sali {code}',
  'gone.unknown-room.more': 'Prosimy sprawdzić kod.',
  'gone.removed': 'Usunięto Cię z tej sali',
  'gone.removed.more': 'Tak zdecydował prowadzący. Oddane głosy pozostają policzone.',
  'gone.suspended': 'Ta sala jest zawieszona',
  'gone.suspended.more': 'Operator serwera ją zawiesił. Nikt nie może wejść ani głosować.',
  'gone.other': 'Do tej sali nie można wejść',
  'gone.other.more': 'Serwer odrzucił połączenie.',
  'gone.home': 'Wpisz inny kod',
};
