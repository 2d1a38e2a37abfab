/** Japanese: a ballot whose tag is wrong. */
export default {
  'tag.wrong': 'サーバーの応答が投票と一致しません',
  'tag.wrong-more': '投票は集計されている可能性がありますが、控えを後で確認できません。進行役に知らせ、この控えを保管してください。',
};
