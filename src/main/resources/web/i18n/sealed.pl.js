/** Polish: the seal of a result, on the voter’s page. */
export default {
  'sealed.public': 'Po zamknięciu głosowania wszystkie głosy zostaną opublikowane, bez nazwisk. Inni mogą rozpoznać długą kolejność.',
  'sealed.checking': 'Sprawdzamy, czy Twój głos jest w zapieczętowanym wyniku…',
  'sealed.included': 'Twój głos jest w zapieczętowanym wyniku',
  'sealed.later': 'Nie udało się jeszcze sprawdzić, czy Twój głos jest w zapieczętowanym wyniku',
  'sealed.again': 'Sprawdź teraz',
  'sealed.more': 'Co to znaczy?',
  'sealed.failed': 'Twojego głosu nie ma w zapieczętowanym wyniku',
  'sealed.failed-do': 'Powiedz o tym teraz osobie, która prowadzi głosowanie, i pokaż jej tę stronę. Zapisz dowód i nie zamykaj strony: oba pomogą ustalić, co się stało.',
  'sealed.about': 'Gdy głosowanie się skończyło, serwer zapieczętował wynik. Twój telefon sprawdził, że głos z Twoim potwierdzeniem w nim jest. Gdyby później coś zmieniono, pieczęć przestałaby pasować.',
  'sealed.secret': 'Ani potwierdzenie, ani dowód nie mówią, jak głosowano.',
  'sealed.same': 'Wszyscy muszą widzieć tę samą pieczęć. Porównaj ją z sąsiadami:',
  'sealed.number': 'Pieczęć {n}',
  'sealed.save': 'Zapisz dowód',
  'sealed.verify': 'Sprawdź niezależnie',
  'sealed.close': 'Zamknij',
};
