/** Español: the page through which slides lead a room. */
export default {
  'deck.alone': 'Esta página pertenece a unas diapositivas, que abren y cierran votaciones a través de ella.',
  'deck.asking': 'Dirigir la sala {room} con estas diapositivas',
  'deck.asking.more': 'Las diapositivas de {site} podrán abrir y cerrar sus votaciones. Nunca ven la clave.',
  'deck.key': 'Clave o enlace de dirección',
  'deck.go': 'Dirigir',
  'deck.leading': 'Estas diapositivas dirigen la sala {room}',
  'deck.leading.more': 'Las votaciones se abren y se cierran al pasar las diapositivas de {site}, hasta que se cierre esta pestaña.',
  'deck.stop': 'Dejar de dirigir',
  'deck.wrong': 'Esta clave no dirige esta sala.',
  'deck.offline': 'No se puede acceder al servidor. Inténtelo de nuevo.',
};
