export default {
  'roots.seal': 'Zegel {n}',
  'roots.log': 'Logboek van de hub, items: {n}',
};
