export default {
  'refused.late': 'La votazione è chiusa; il Suo voto è arrivato {s} s in ritardo e non è stato contato.',
  'refused.not-open': 'La votazione è chiusa; il Suo voto non è stato contato.',
  'refused.already-voted': 'Ha già votato; vale il primo voto.',
  'refused.poll-changed': 'La domanda è stata modificata. Voti di nuovo.',
  'refused.bad-ballot': 'Il server non ha potuto leggere questo voto; non è stato contato. Scelga di nuovo.',
  'refused.unknown-poll': 'Questa votazione non esiste più; il Suo voto non è stato contato.',
  'refused.not-eligible': 'Qui vota solo chi è nell’elenco; il Suo voto non è stato contato.',
  'refused.suspended': 'Questa sala è sospesa; il Suo voto non è stato contato.',
  'refused.forbidden': 'Qui non può votare; il Suo voto non è stato contato.',
  'refused.other': 'Il Suo voto non è stato contato. Scelga di nuovo.',
};
