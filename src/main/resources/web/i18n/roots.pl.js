export default {
  'roots.seal': 'Pieczęć {n}',
  'roots.log': 'Dziennik huba, wpisy: {n}',
};
