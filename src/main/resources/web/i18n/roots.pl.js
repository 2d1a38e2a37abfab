export default {
  'roots.log': 'Dziennik huba, wpisy: {n}',
};
