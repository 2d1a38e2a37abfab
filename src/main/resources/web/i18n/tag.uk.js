/** Ukrainian: a ballot whose tag is wrong. */
export default {
  'tag.wrong': 'Відповідь сервера не відповідає вашому голосу',
  'tag.wrong-more': 'Покажіть це тому, хто веде голосування.',
};
