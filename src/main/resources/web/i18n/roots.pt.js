export default {
  'roots.seal': 'Selo {n}',
  'roots.log': 'Registo do hub, entradas: {n}',
};
