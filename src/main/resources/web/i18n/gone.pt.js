/** Português: why a room cannot be entered. */
export default {
  'gone.gone': 'Esta sala foi encerrada',
  'gone.gone.more': 'Quem a conduzia eliminou-a. Obrigado por ter participado.',
  'gone.unknown-room': 'Não existe a sala {code}',
  'gone.unknown-room.more': 'Verifique o código.',
  'gone.removed': 'Foi retirado desta sala',
  'gone.removed.more': 'Assim decidiu quem a conduz. Os votos já dados continuam contados.',
  'gone.suspended': 'Esta sala está suspensa',
  'gone.suspended.more': 'Quem gere este servidor suspendeu-a. Ninguém pode entrar nem votar.',
  'gone.other': 'Não é possível entrar nesta sala',
  'gone.other.more': 'O servidor recusou a ligação.',
  'gone.home': 'Introduzir outro código',
};
