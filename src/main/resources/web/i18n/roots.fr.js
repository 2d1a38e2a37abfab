export default {
  'roots.seal': 'Sceau {n}',
  'roots.log': 'Journal du hub, entrées : {n}',
};
