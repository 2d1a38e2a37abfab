export default {
  'roots.log': 'Registro del hub, entradas: {n}',
};
