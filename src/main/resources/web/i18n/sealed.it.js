/** Italian: the seal of a result, on the voter’s page. */
export default {
  'sealed.public': 'Alla chiusura della votazione tutte le schede vengono pubblicate, senza nomi. Altri potrebbero riconoscere una lunga classifica.',
  'sealed.checking': 'Si verifica che la sua scheda sia nel risultato sigillato…',
  'sealed.included': 'La sua scheda è nel risultato sigillato',
  'sealed.later': 'Non è stato ancora possibile verificare se la sua scheda è nel risultato sigillato',
  'sealed.again': 'Verifica ora',
  'sealed.more': 'Che cosa significa?',
  'sealed.failed': 'La sua scheda non è nel risultato sigillato',
  'sealed.failed-do': 'Lo dica subito a chi conduce la votazione e mostri questa pagina. Salvi la prova e tenga aperta la pagina: entrambe aiutano a capire che cosa è successo.',
  'sealed.about': 'Alla chiusura il server ha sigillato il risultato. Il suo telefono ha verificato che la scheda con la sua ricevuta vi è contenuta. Se in seguito si cambiasse qualcosa, il sigillo non corrisponderebbe più.',
  'sealed.secret': 'Né la ricevuta né la prova dicono come ha votato.',
  'sealed.same': 'Tutti devono vedere lo stesso sigillo. Lo confronti con i vicini:',
  'sealed.number': 'Sigillo {n}',
  'sealed.save': 'Salva la prova',
  'sealed.verify': 'Verifica in modo indipendente',
  'sealed.close': 'Chiudi',
};
