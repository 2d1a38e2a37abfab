export default {
  'refused.late': 'A votação encerrou; o seu voto chegou {s} s tarde e não foi contado.',
  'refused.not-open': 'A votação está encerrada; o seu voto não foi contado.',
  'refused.already-voted': 'Já votou; o seu primeiro voto mantém-se.',
  'refused.poll-changed': 'A pergunta foi alterada. Vote de novo.',
  'refused.bad-ballot': 'O servidor não conseguiu ler este voto; não foi contado. Escolha de novo.',
  'refused.unknown-poll': 'Esta votação já não existe; o seu voto não foi contado.',
  'refused.not-eligible': 'Aqui só vota quem está na lista; o seu voto não foi contado.',
  'refused.suspended': 'Esta sala está suspensa; o seu voto não foi contado.',
  'refused.forbidden': 'Não pode votar aqui; o seu voto não foi contado.',
  'refused.other': 'O seu voto não foi contado. Escolha de novo.',
};
