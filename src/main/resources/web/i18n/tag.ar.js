/** Arabic: a ballot whose tag is wrong. */
export default {
  'tag.wrong': 'ردّ الخادم لا يطابق صوتك',
  'tag.wrong-more': 'ربما احتُسب صوتك، لكن لا يمكن التحقق من إيصاله لاحقًا. أخبر من يدير التصويت واحتفظ بهذا الإيصال.',
};
