/** Polski: why the hub did not do what was asked. */
export default {
  'problem.offline': 'Serwer jest nieosiągalny. Prosimy spróbować ponownie.',
  'problem.unavailable': 'Serwer nie może teraz tego zrobić. Prosimy spróbować ponownie.',
  'problem.busy': 'Serwer jest zajęty. Prosimy spróbować ponownie.',
  'problem.rate-limited': 'Zbyt wiele żądań. Prosimy chwilę poczekać i spróbować ponownie.',
  'problem.bad-token': 'Ten klucz nie pasuje do tej sali.',
  'problem.suspended': 'Operator serwera zawiesił tę salę. Nic nie można zmienić.',
  'problem.forbidden': 'To nie jest tu dozwolone.',
  'problem.other': 'Serwer tego nie wykonał.',
};
