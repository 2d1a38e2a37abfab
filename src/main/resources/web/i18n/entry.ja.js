/** 日本語: what a room asks new voters for. */
export default {
  'member.words': '名簿に登録された方だけが投票できます。お持ちのコードを入力するか、リンクを開いてください。',
  'member.code': 'あなたのコード',
  'member.go': '次へ',
  'member.wrong': 'このコードは名簿にありません。1 文字ずつご確認ください。',
  'passcode.title': 'このルームにはパスコードが必要です',
  'passcode.words': '大画面に表示されている 6 桁の数字です。',
  'passcode.label': 'パスコード',
  'passcode.wrong': 'パスコードが違います。もう一度画面をご確認ください。',
  'passcode.go': '入室する',
  'room.locked': 'このルームはロックされています',
  'room.locked.more': '現在は新しく入室できません。再び開放されると自動的に入室できます。',
};
