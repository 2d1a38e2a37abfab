/** 中文: why the hub did not do what was asked. */
export default {
  'problem.offline': '无法连接服务器。请重试。',
  'problem.unavailable': '服务器目前无法处理。请重试。',
  'problem.busy': '服务器繁忙。请重试。',
  'problem.rate-limited': '请求过多。请稍候再试。',
  'problem.bad-token': '此密钥不适用于此房间。',
  'problem.suspended': '服务器运营者已暂停此房间。无法更改任何内容。',
  'problem.forbidden': '这里不允许这样做。',
  'problem.other': '服务器未执行此操作。',
};
