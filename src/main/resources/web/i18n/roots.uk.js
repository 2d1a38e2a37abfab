export default {
  'roots.log': 'Журнал хаба, записів: {n}',
};
