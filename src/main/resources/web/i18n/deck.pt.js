/** Português: the page through which slides lead a room. */
export default {
  'deck.alone': 'Esta página pertence a diapositivos, que abrem e encerram votações através dela.',
  'deck.asking': 'Conduzir a sala {room} com estes diapositivos',
  'deck.asking.more': 'Os diapositivos de {site} poderão abrir e encerrar as suas votações. Nunca veem a chave.',
  'deck.key': 'Chave ou ligação de condução',
  'deck.go': 'Conduzir',
  'deck.leading': 'Estes diapositivos conduzem a sala {room}',
  'deck.leading.more': 'As votações abrem e encerram conforme passam os diapositivos de {site}, até este separador ser fechado.',
  'deck.stop': 'Deixar de conduzir',
  'deck.wrong': 'Esta chave não conduz esta sala.',
  'deck.offline': 'Não é possível chegar ao servidor. Tente de novo.',
};
