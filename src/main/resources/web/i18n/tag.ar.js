/** Arabic: a ballot whose tag is wrong. */
export default {
  'tag.wrong': 'ردّ الخادم لا يطابق صوتك',
  'tag.wrong-more': 'أرِ هذا لمن يدير التصويت.',
};
