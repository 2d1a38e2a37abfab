/** Українська: why a room cannot be entered. */
export default {
  'gone.gone': 'Цю кімнату закрито',
  'gone.gone.more': 'Ведучий видалив її. Дякуємо, що були з нами.',
  'gone.unknown-room': 'Кімнати {code} немає',
  'gone.unknown-room.more': 'Перевірте код.',
  'gone.removed': 'Вас вилучено з цієї кімнати',
  'gone.removed.more': 'Так вирішив ведучий. Подані голоси залишаються зарахованими.',
  'gone.suspended': 'Цю кімнату призупинено',
  'gone.suspended.more': 'Її призупинив оператор сервера. Ніхто не може ввійти чи голосувати.',
  'gone.other': 'До цієї кімнати не можна ввійти',
  'gone.other.more': 'Сервер відхилив з’єднання.',
  'gone.home': 'Увести інший код',
};
