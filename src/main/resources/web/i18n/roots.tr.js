export default {
  'roots.log': 'Hub günlüğü, {n} kayıt',
};
