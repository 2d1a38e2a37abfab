export default {
  'roots.seal': 'Sigillo {n}',
  'roots.log': 'Registro dell’hub, voci: {n}',
};
