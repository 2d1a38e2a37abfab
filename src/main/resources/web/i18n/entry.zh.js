/** 中文: what a room asks new voters for. */
export default {
  'member.words': '这里只有名册上的人可以投票。请输入您收到的代码，或打开您的链接。',
  'member.code': '您的代码',
  'member.go': '继续',
  'member.wrong': '名册上没有此代码。请检查每个字符。',
  'passcode.title': '此房间需要口令',
  'passcode.words': '口令在大屏幕上：六位数字。',
  'passcode.label': '口令',
  'passcode.wrong': '口令不正确。请再看一下屏幕。',
  'passcode.go': '进入',
  'room.locked': '此房间已锁定',
  'room.locked.more': '目前不再接纳新人。房间重新开放后，您会自动进入。',
};
