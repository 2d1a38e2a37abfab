export default {
  'refused.late': '投票は締め切られました。{s} 秒遅れて届いたため、集計されませんでした。',
  'refused.not-open': '投票は締め切られました。あなたの投票は集計されませんでした。',
  'refused.already-voted': 'すでに投票済みです。最初の投票が有効です。',
  'refused.poll-changed': '質問が変更されました。もう一度投票してください。',
  'refused.bad-ballot': 'サーバーがこの投票を読み取れず、集計されませんでした。もう一度選択してください。',
  'refused.unknown-poll': 'この投票は削除されました。あなたの投票は集計されませんでした。',
  'refused.not-eligible': '名簿に登録された方だけが投票できます。あなたの投票は集計されませんでした。',
  'refused.suspended': 'このルームは停止されています。あなたの投票は集計されませんでした。',
  'refused.forbidden': 'ここでは投票できません。あなたの投票は集計されませんでした。',
  'refused.other': '投票は集計されませんでした。もう一度選択してください。',
};
