/** Español: the pages in frames of other sites. */
export default {
  'embed.apart': '¿Ya votó en su teléfono o en otra pestaña? Aquí contaría como otra persona.',
  'embed.tab': 'Abrir en una pestaña',
  'embed.unkept': 'Este navegador no guarda nada en un marco, así que aquí no se puede recordar un voto.',
  'embed.vote-in-tab': 'Votar en una pestaña',
  'embed.open': 'La votación está abierta',
  'embed.final': 'Final',
  'embed.hidden': 'Resultados ocultos',
  'embed.join': 'Entre en {address}',
  'embed.lobby': 'Participe',
  'embed.later': 'Esta votación aún no se ha abierto.',
  'embed.gone': 'Esta votación ya no está en la sala.',
  'embed.qr': 'Código QR de la dirección {address}',
};
