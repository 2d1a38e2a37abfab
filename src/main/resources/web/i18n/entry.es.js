/** Español: what a room asks new voters for. */
export default {
  'member.words': 'Aquí solo votan las personas del censo. Escriba el código que recibió o abra su enlace.',
  'member.code': 'Su código',
  'member.go': 'Continuar',
  'member.wrong': 'Este código no está en el censo. Compruebe cada carácter.',
  'passcode.title': 'Esta sala tiene un código de acceso',
  'passcode.words': 'Está en la pantalla grande: seis cifras.',
  'passcode.label': 'Código de acceso',
  'passcode.wrong': 'Ese no es el código de acceso. Mire de nuevo la pantalla.',
  'passcode.go': 'Entrar',
  'room.locked': 'Esta sala está cerrada',
  'room.locked.more': 'Ahora no entra nadie nuevo. Entrará automáticamente cuando se vuelva a abrir.',
};
