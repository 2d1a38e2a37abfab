/** 中文: why a room cannot be entered. */
export default {
  'gone.gone': '此房间已关闭',
  'gone.gone.more': '主持人已将其删除。感谢您的参与。',
  'gone.unknown-room': '没有房间 {code}',
  'gone.unknown-room.more': '请再核对一下代码。',
  'gone.removed': '您已被移出此房间',
  'gone.removed.more': '这是主持人的决定。您已投的票仍然有效。',
  'gone.suspended': '此房间已被暂停',
  'gone.suspended.more': '服务器运营者已将其暂停。任何人都无法进入或投票。',
  'gone.other': '无法进入此房间',
  'gone.other.more': '服务器拒绝了连接。',
  'gone.home': '输入其他代码',
};
