/** Japanese: to be told by push when the next question opens. */
export default {
  'push.ask': '次の質問が始まったら通知する',
  'push.more': 'このページを閉じていても届きます。いつでもオフにできます。',
  'push.on': '次の質問が始まると通知が届きます。',
  'push.off': 'オフにする',
  'push.denied': 'ブラウザーがこのページからの通知を許可していません。ブラウザーのこのページの設定で変更できます。',
  'push.failed': 'うまくいきませんでした。もう一度お試しください。',
  'push.install': '次の質問の通知を受け取るには、まずこのページを iPhone または iPad のホーム画面に追加し（「共有」→「ホーム画面に追加」）、そこから開いてください。',
};
