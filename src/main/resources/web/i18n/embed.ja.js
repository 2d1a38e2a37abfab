/** 日本語: the pages in frames of other sites. */
export default {
  'embed.apart': 'すでに携帯電話や別のタブで投票しましたか？ここでは別の人として数えられます。',
  'embed.tab': 'タブで開く',
  'embed.unkept': 'このブラウザーはフレーム内に何も保存しないため、ここでは投票を記憶できません。',
  'embed.vote-in-tab': 'タブで投票',
  'embed.open': '投票受付中',
  'embed.final': '確定',
  'embed.hidden': '結果は非公開です',
  'embed.join': '参加はこちら：{address}',
  'embed.lobby': 'ご参加ください',
  'embed.later': 'この投票はまだ始まっていません。',
  'embed.gone': 'この投票はもうルームにありません。',
  'embed.qr': 'アドレス {address} の QR コード',
};
