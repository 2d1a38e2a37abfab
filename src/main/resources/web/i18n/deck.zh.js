/** 中文: the page through which slides lead a room. */
export default {
  'deck.alone': '此页面用于幻灯片，幻灯片通过它开始和结束投票。',
  'deck.asking': '用这些幻灯片主持房间 {room}',
  'deck.asking.more': '{site} 的幻灯片将可以开始和结束投票。幻灯片永远看不到密钥。',
  'deck.key': '主持密钥或链接',
  'deck.go': '主持',
  'deck.leading': '这些幻灯片正在主持房间 {room}',
  'deck.leading.more': '投票随 {site} 的幻灯片开始和结束，直到关闭此标签页。',
  'deck.stop': '停止主持',
  'deck.wrong': '此密钥不能主持此房间。',
  'deck.offline': '无法连接服务器。请重试。',
};
