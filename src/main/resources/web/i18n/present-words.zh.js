/** 中文: what becomes of words that nobody wants. */
export default {
  'words-rules': '不当词语',
  'words-rules.what': '如果有人写了',
  'words-rules.auto': '在我审核处提示',
  'words-rules.off': '不作处理',
  'words-rules.hold': '等待审核',
  'words-rules.mask': '显示星号',
  'words-rules.refuse': '拒绝',
  'words-rules.languages': '使用这些语言的词表',
  'words-rules.own': '自定词语，每行一个',
  'words-rules.exceptions': '例外，每行一个',
  'words-rules.save': '保存',
  'words-rules.saved': '已保存。从现在起生效。',
  'words-rules.held': '含有“{word}”',
};
