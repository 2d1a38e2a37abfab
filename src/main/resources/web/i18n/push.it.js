/** Italian: to be told by push when the next question opens. */
export default {
  'push.ask': 'Avvisami alla prossima domanda',
  'push.more': 'Anche a pagina chiusa. Può disattivarlo in qualsiasi momento.',
  'push.on': 'Riceverà un avviso alla prossima domanda.',
  'push.off': 'Disattiva',
  'push.denied': 'Il browser non consente a questa pagina di inviarle avvisi. Può cambiarlo nelle sue impostazioni per questa pagina.',
  'push.failed': 'Non ha funzionato. Riprovi.',
  'push.install': 'Per ricevere un avviso alla prossima domanda, aggiunga prima questa pagina alla schermata Home dell’iPhone o iPad («Condividi», poi «Aggiungi alla schermata Home») e la apra da lì.',
};
