export default {
  'roots.log': 'Registro dell’hub, voci: {n}',
};
