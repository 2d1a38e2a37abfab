/** Português: why the hub did not do what was asked. */
export default {
  'problem.offline': 'Não é possível chegar ao servidor. Tente de novo.',
  'problem.unavailable': 'O servidor não o pode fazer agora. Tente de novo.',
  'problem.busy': 'O servidor está ocupado. Tente de novo.',
  'problem.rate-limited': 'Demasiados pedidos. Aguarde um momento e tente de novo.',
  'problem.bad-token': 'Esta chave não é válida para esta sala.',
  'problem.suspended': 'Quem gere este servidor suspendeu a sala. Nada pode ser alterado.',
  'problem.forbidden': 'Isto não é permitido aqui.',
  'problem.other': 'O servidor não o fez.',
};
