/** Español: sin red. */
export default {
  offline: 'Está sin conexión. Lo que ve puede no estar actualizado.',
  'offline.loading': 'Está sin conexión. La sala se abrirá sola cuando vuelva a tener conexión.',
  'offline.kept': 'Está sin conexión. Su voto queda guardado y se enviará cuando vuelva la conexión, aunque cierre esta página.',
};
