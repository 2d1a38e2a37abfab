export default {
  'roots.log': '中心日志，{n} 条',
};
