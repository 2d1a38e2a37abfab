/** Chinese: a ballot whose tag is wrong. */
export default {
  'tag.wrong': '服务器的答复与您的投票不符',
  'tag.wrong-more': '请给主持人看。',
};
