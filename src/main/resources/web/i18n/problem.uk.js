/** Українська: why the hub did not do what was asked. */
export default {
  'problem.offline': 'Сервер недоступний. Спробуйте ще раз.',
  'problem.unavailable': 'Сервер зараз не може цього зробити. Спробуйте ще раз.',
  'problem.busy': 'Сервер зайнятий. Спробуйте ще раз.',
  'problem.rate-limited': 'Забагато запитів. Зачекайте хвилинку і спробуйте ще раз.',
  'problem.bad-token': 'Цей ключ не підходить до цієї кімнати.',
  'problem.suspended': 'Оператор сервера призупинив цю кімнату. Нічого не можна змінити.',
  'problem.forbidden': 'Тут це не дозволено.',
  'problem.other': 'Сервер цього не виконав.',
};
