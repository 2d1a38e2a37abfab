/** 日本語: what becomes of words that nobody wants. */
export default {
  'words-rules': '不適切な言葉',
  'words-rules.what': '書き込まれた場合',
  'words-rules.auto': '承認する場面で知らせる',
  'words-rules.off': '何もしない',
  'words-rules.hold': '承認待ちにする',
  'words-rules.mask': '伏せ字にする',
  'words-rules.refuse': '受け付けない',
  'words-rules.languages': '使う言語のリスト',
  'words-rules.own': '独自の言葉（1 行に 1 つ）',
  'words-rules.exceptions': '例外（1 行に 1 つ）',
  'words-rules.save': '保存',
  'words-rules.saved': '保存しました。今から適用されます。',
  'words-rules.held': '「{word}」を含む',
};
