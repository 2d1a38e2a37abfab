export default {
  'refused.late': '投票已结束；您的投票晚到了 {s} 秒，未计入。',
  'refused.not-open': '投票已结束；您的投票未计入。',
  'refused.already-voted': '您已投过票；第一次投票有效。',
  'refused.poll-changed': '问题已更改。请重新投票。',
  'refused.bad-ballot': '服务器无法读取这张票，未计入。请重新选择。',
  'refused.unknown-poll': '此投票已不存在；您的投票未计入。',
  'refused.not-eligible': '这里只有名册上的人可以投票；您的投票未计入。',
  'refused.suspended': '此房间已被暂停；您的投票未计入。',
  'refused.forbidden': '您不能在此投票；您的投票未计入。',
  'refused.other': '您的投票未计入。请重新选择。',
};
