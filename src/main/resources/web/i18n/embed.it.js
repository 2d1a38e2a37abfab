/** Italiano: the pages in frames of other sites. */
export default {
  'embed.apart': 'Ha già votato sul telefono o in un’altra scheda? Qui conterebbe come un’altra persona.',
  'embed.tab': 'Apri in una scheda',
  'embed.unkept': 'Questo browser non conserva nulla in un riquadro, perciò qui un voto non può essere ricordato.',
  'embed.vote-in-tab': 'Vota in una scheda',
  'embed.open': 'La votazione è aperta',
  'embed.final': 'Finale',
  'embed.hidden': 'Risultati nascosti',
  'embed.join': 'Entri da {address}',
  'embed.lobby': 'Partecipi',
  'embed.later': 'Questa votazione non è ancora stata aperta.',
  'embed.gone': 'Questa votazione non è più nella sala.',
  'embed.qr': 'Codice QR dell’indirizzo {address}',
};
