export default {
  'roots.log': 'Logboek van de hub, items: {n}',
};
