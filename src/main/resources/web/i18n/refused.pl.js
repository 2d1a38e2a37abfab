export default {
  'refused.late': 'Głosowanie zamknięto; głos dotarł o {s} s za późno i nie został policzony.',
  'refused.not-open': 'Głosowanie jest zamknięte; głos nie został policzony.',
  'refused.already-voted': 'Głos już oddano; ważny jest pierwszy.',
  'refused.poll-changed': 'Pytanie zmieniono. Prosimy zagłosować ponownie.',
  'refused.bad-ballot': 'Serwer nie mógł odczytać tego głosu; nie został policzony. Prosimy wybrać ponownie.',
  'refused.unknown-poll': 'Tego głosowania już nie ma; głos nie został policzony.',
  'refused.not-eligible': 'Głosują tu tylko osoby ze spisu; głos nie został policzony.',
  'refused.suspended': 'Ta sala jest zawieszona; głos nie został policzony.',
  'refused.forbidden': 'Tutaj nie można głosować; głos nie został policzony.',
  'refused.other': 'Głos nie został policzony. Prosimy wybrać ponownie.',
};
