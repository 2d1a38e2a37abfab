/** Portuguese: the seal of a result, on the voter’s page. */
export default {
  'sealed.public': 'Quando a votação fechar, todos os votos são publicados, sem nomes. Outras pessoas podem reconhecer uma ordenação longa.',
  'sealed.checking': 'A verificar se o seu voto está no resultado selado…',
  'sealed.included': 'O seu voto está no resultado selado',
  'sealed.later': 'Ainda não foi possível verificar se o seu voto está no resultado selado',
  'sealed.again': 'Verificar agora',
  'sealed.more': 'O que significa isto?',
  'sealed.failed': 'O seu voto não está no resultado selado',
  'sealed.failed-do': 'Avise já quem conduz a votação e mostre esta página. Guarde a prova e mantenha a página aberta: ambas ajudam a descobrir o que aconteceu.',
  'sealed.about': 'Quando a votação fechou, o servidor selou o resultado. O seu telefone verificou que o voto com o seu recibo está nele. Se algo fosse alterado depois, o selo deixaria de corresponder.',
  'sealed.secret': 'Nem o recibo nem a prova dizem como votou.',
  'sealed.same': 'Todos têm de ver o mesmo selo. Compare-o com os seus vizinhos:',
  'sealed.number': 'Selo {n}',
  'sealed.save': 'Guardar a prova',
  'sealed.verify': 'Verificar de forma independente',
  'sealed.close': 'Fechar',
};
