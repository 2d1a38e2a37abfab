export default {
  'roots.seal': 'Sello {n}',
  'roots.log': 'Registro del hub, entradas: {n}',
};
