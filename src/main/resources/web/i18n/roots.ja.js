export default {
  'roots.seal': '封印 {n}',
  'roots.log': 'ハブのログ、{n} 件',
};
