export default {
  'roots.seal': 'Mühür {n}',
  'roots.log': 'Hub günlüğü, {n} kayıt',
};
