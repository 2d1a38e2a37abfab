/** Spanish: the seal of a result, on the voter’s page. */
export default {
  'sealed.public': 'Cuando se cierre la votación, se publicarán todas las papeletas, sin nombres. Otras personas podrían reconocer un orden largo.',
  'sealed.checking': 'Comprobando que su papeleta está en el resultado sellado…',
  'sealed.included': 'Su papeleta está en el resultado sellado',
  'sealed.later': 'Aún no se ha podido comprobar si su papeleta está en el resultado sellado',
  'sealed.again': 'Comprobar ahora',
  'sealed.more': '¿Qué significa esto?',
  'sealed.failed': 'Su papeleta no está en el resultado sellado',
  'sealed.failed-do': 'Avise ahora a quien dirige la votación y muéstrele esta página. Guarde la prueba y deje la página abierta: ambas ayudan a averiguar qué pasó.',
  'sealed.about': 'Al cerrarse la votación, el servidor selló el resultado. Su teléfono ha comprobado que la papeleta de su recibo está en él. Si después se cambiara algo, el sello ya no encajaría.',
  'sealed.secret': 'Ni el recibo ni la prueba dicen qué votó.',
  'sealed.same': 'Todos deben ver el mismo sello. Compárelo con sus vecinos:',
  'sealed.number': 'Sello {n}',
  'sealed.save': 'Guardar la prueba',
  'sealed.verify': 'Comprobar por su cuenta',
  'sealed.close': 'Cerrar',
};
