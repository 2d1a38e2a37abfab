/** Español: why the hub did not do what was asked. */
export default {
  'problem.offline': 'No se puede acceder al servidor. Inténtelo de nuevo.',
  'problem.unavailable': 'El servidor no puede hacerlo ahora. Inténtelo de nuevo.',
  'problem.busy': 'El servidor está ocupado. Inténtelo de nuevo.',
  'problem.rate-limited': 'Demasiadas solicitudes. Espere un momento e inténtelo de nuevo.',
  'problem.bad-token': 'Esta clave no vale para esta sala.',
  'problem.suspended': 'Quien gestiona este servidor ha suspendido la sala. No se puede cambiar nada.',
  'problem.forbidden': 'Aquí no está permitido.',
  'problem.other': 'El servidor no lo hizo.',
};
