/** Português: the pages in frames of other sites. */
export default {
  'embed.apart': 'Já votou no seu telefone ou noutro separador? Aqui contaria como outra pessoa.',
  'embed.tab': 'Abrir num separador',
  'embed.unkept': 'Este navegador não guarda nada numa moldura; por isso, um voto não pode ser recordado aqui.',
  'embed.vote-in-tab': 'Votar num separador',
  'embed.open': 'A votação está aberta',
  'embed.final': 'Final',
  'embed.hidden': 'Resultados ocultos',
  'embed.join': 'Entre em {address}',
  'embed.lobby': 'Participe',
  'embed.later': 'Esta votação ainda não foi aberta.',
  'embed.gone': 'Esta votação já não está na sala.',
  'embed.qr': 'Código QR do endereço {address}',
};
