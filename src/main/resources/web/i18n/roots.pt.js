export default {
  'roots.log': 'Registo do hub, entradas: {n}',
};
