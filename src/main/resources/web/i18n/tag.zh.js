/** Chinese: a ballot whose tag is wrong. */
export default {
  'tag.wrong': '服务器的答复与您的投票不符',
  'tag.wrong-more': '您的投票可能已计入，但以后无法核对其回执。请告知主持人，并保留此回执。',
};
