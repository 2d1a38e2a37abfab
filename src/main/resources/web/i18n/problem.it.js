/** Italiano: why the hub did not do what was asked. */
export default {
  'problem.offline': 'Il server non è raggiungibile. Riprovi.',
  'problem.unavailable': 'Il server non può farlo al momento. Riprovi.',
  'problem.busy': 'Il server è occupato. Riprovi.',
  'problem.rate-limited': 'Troppe richieste. Attenda un istante e riprovi.',
  'problem.bad-token': 'Questa chiave non è valida per questa sala.',
  'problem.suspended': 'Il gestore di questo server ha sospeso la sala. Non si può modificare nulla.',
  'problem.forbidden': 'Qui non è consentito.',
  'problem.other': 'Il server non l’ha fatto.',
};
