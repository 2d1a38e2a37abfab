/** Українська: what a room asks new voters for. */
export default {
  'member.words': 'Тут голосують лише особи зі списку. Введіть отриманий код або відкрийте своє посилання.',
  'member.code': 'Ваш код',
  'member.go': 'Далі',
  'member.wrong': 'Цього коду немає у списку. Перевірте кожен символ.',
  'passcode.title': 'Ця кімната має код доступу',
  'passcode.words': 'Він на великому екрані: шість цифр.',
  'passcode.label': 'Код доступу',
  'passcode.wrong': 'Це не той код доступу. Погляньте на екран ще раз.',
  'passcode.go': 'Увійти',
};
