/** Español: why a room cannot be entered. */
export default {
  'gone.gone': 'Esta sala se ha cerrado',
  'gone.gone.more': 'Quien la dirigía la eliminó. Gracias por haber venido.',
  'gone.unknown-room': 'No existe la sala {code}',
  'gone.unknown-room.more': 'Compruebe el código.',
  'gone.removed': 'Se le ha retirado de esta sala',
  'gone.removed.more': 'Lo decidió quien la dirige. Los votos ya emitidos siguen contados.',
  'gone.suspended': 'Esta sala está suspendida',
  'gone.suspended.more': 'Quien gestiona este servidor la ha suspendido. Nadie puede entrar ni votar.',
  'gone.other': 'No se puede entrar en esta sala',
  'gone.other.more': 'El servidor rechazó la conexión.',
  'gone.home': 'Escribir otro código',
};
