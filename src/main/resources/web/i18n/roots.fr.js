export default {
  'roots.log': 'Journal du hub, entrées : {n}',
};
