/** Português: what a room asks new voters for. */
export default {
  'member.words': 'Aqui só vota quem está na lista. Escreva o código que recebeu ou abra a sua ligação.',
  'member.code': 'O seu código',
  'member.go': 'Continuar',
  'member.wrong': 'Este código não está na lista. Verifique cada carácter.',
  'passcode.title': 'Esta sala tem um código de acesso',
  'passcode.words': 'Está no ecrã grande: seis algarismos.',
  'passcode.label': 'Código de acesso',
  'passcode.wrong': 'Não é esse o código de acesso. Olhe de novo para o ecrã.',
  'passcode.go': 'Entrar',
  'room.locked': 'Esta sala está fechada',
  'room.locked.more': 'Agora não entra mais ninguém. Entrará automaticamente quando voltar a abrir.',
};
