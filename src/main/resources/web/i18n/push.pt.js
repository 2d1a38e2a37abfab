/** Portuguese: to be told by push when the next question opens. */
export default {
  'push.ask': 'Avisar-me da próxima pergunta',
  'push.more': 'Também com esta página fechada. Pode desligar a qualquer momento.',
  'push.on': 'Será avisado(a) da próxima pergunta.',
  'push.off': 'Desligar',
  'push.denied': 'O seu navegador não permite que esta página envie avisos. Pode alterar isso nas definições do navegador para esta página.',
  'push.failed': 'Não funcionou. Tente novamente.',
  'push.install': 'Para ser avisado(a) da próxima pergunta, adicione primeiro esta página ao ecrã principal do seu iPhone ou iPad (“Partilhar” e depois “Adicionar ao ecrã principal”) e abra-a a partir daí.',
};
