export default {
  'refused.late': 'La votación se cerró; su voto llegó {s} s tarde y no se contó.',
  'refused.not-open': 'La votación está cerrada; su voto no se contó.',
  'refused.already-voted': 'Ya ha votado; su primer voto sigue en pie.',
  'refused.poll-changed': 'La pregunta ha cambiado. Vote de nuevo.',
  'refused.bad-ballot': 'El servidor no pudo leer este voto; no se contó. Elija de nuevo.',
  'refused.unknown-poll': 'Esta votación ya no existe; su voto no se contó.',
  'refused.not-eligible': 'Aquí solo votan las personas del censo; su voto no se contó.',
  'refused.suspended': 'Esta sala está suspendida; su voto no se contó.',
  'refused.forbidden': 'No puede votar aquí; su voto no se contó.',
  'refused.other': 'Su voto no se contó. Elija de nuevo.',
};
