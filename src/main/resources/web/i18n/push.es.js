/** Spanish: to be told by push when the next question opens. */
export default {
  'push.ask': 'Avisarme de la próxima pregunta',
  'push.more': 'También con esta página cerrada. Puede desactivarlo en cualquier momento.',
  'push.on': 'Se le avisará de la próxima pregunta.',
  'push.off': 'Desactivar',
  'push.denied': 'Su navegador no permite que esta página le avise. Puede cambiarlo en sus ajustes para esta página.',
  'push.failed': 'No ha funcionado. Inténtelo de nuevo.',
  'push.install': 'Para recibir un aviso de la próxima pregunta, añada primero esta página a la pantalla de inicio de su iPhone o iPad («Compartir» y «Añadir a pantalla de inicio») y ábrala desde allí.',
};
