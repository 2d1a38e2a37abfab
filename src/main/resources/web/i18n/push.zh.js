/** Chinese: to be told by push when the next question opens. */
export default {
  'push.ask': '下一题开放时通知我',
  'push.more': '即使此页面已关闭。您可以随时关闭通知。',
  'push.on': '下一题开放时您会收到通知。',
  'push.off': '关闭通知',
  'push.denied': '您的浏览器不允许此页面发送通知。您可以在浏览器中针对此页面的设置里更改。',
  'push.failed': '未能成功，请重试。',
  'push.install': '要在下一题开放时收到通知，请先将此页面添加到 iPhone 或 iPad 的主屏幕（点“共享”，再点“添加到主屏幕”），然后从那里打开。',
};
