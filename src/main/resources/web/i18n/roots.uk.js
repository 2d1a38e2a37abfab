export default {
  'roots.seal': 'Печатка {n}',
  'roots.log': 'Журнал хаба, записів: {n}',
};
