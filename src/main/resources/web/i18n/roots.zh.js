export default {
  'roots.seal': '封印 {n}',
  'roots.log': '中心日志，{n} 条',
};
