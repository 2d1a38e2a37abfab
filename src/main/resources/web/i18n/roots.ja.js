export default {
  'roots.log': 'ハブのログ、{n} 件',
};
