/** Japanese: a ballot whose tag is wrong. */
export default {
  'tag.wrong': 'サーバーの応答が投票と一致しません',
  'tag.wrong-more': '進行役に見せてください。',
};
