/** 日本語: why the hub did not do what was asked. */
export default {
  'problem.offline': 'サーバーに接続できません。もう一度お試しください。',
  'problem.unavailable': '現在サーバーで処理できません。もう一度お試しください。',
  'problem.busy': 'サーバーが混み合っています。もう一度お試しください。',
  'problem.rate-limited': '要求が多すぎます。しばらく待ってからもう一度お試しください。',
  'problem.bad-token': 'このキーはこのルームでは使えません。',
  'problem.suspended': 'サーバーの運営者がこのルームを停止しました。変更はできません。',
  'problem.forbidden': 'ここでは許可されていません。',
  'problem.other': 'サーバーで処理できませんでした。',
};
