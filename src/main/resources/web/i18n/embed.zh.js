/** 中文: the pages in frames of other sites. */
export default {
  'embed.apart': '已经在手机或其他标签页投过票？在这里会被算作另一个人。',
  'embed.tab': '在标签页中打开',
  'embed.unkept': '此浏览器不在框架中保存任何内容，因此无法在这里记住投票。',
  'embed.vote-in-tab': '在标签页中投票',
  'embed.open': '投票进行中',
  'embed.final': '最终',
  'embed.hidden': '结果已隐藏',
  'embed.join': '参与网址：{address}',
  'embed.lobby': '欢迎参与',
  'embed.later': '此投票尚未开始。',
  'embed.gone': '此投票已不在房间中。',
  'embed.qr': '网址 {address} 的二维码',
};
