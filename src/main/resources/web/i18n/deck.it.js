/** Italiano: the page through which slides lead a room. */
export default {
  'deck.alone': 'Questa pagina va in una presentazione, che attraverso di essa apre e chiude le votazioni.',
  'deck.asking': 'Conduci la sala {room} con questa presentazione',
  'deck.asking.more': 'La presentazione di {site} potrà aprire e chiudere le votazioni. Non vede mai la chiave.',
  'deck.key': 'Chiave o link di conduzione',
  'deck.go': 'Conduci',
  'deck.leading': 'Questa presentazione conduce la sala {room}',
  'deck.leading.more': 'Le votazioni si aprono e si chiudono con le diapositive di {site}, finché questa scheda non viene chiusa.',
  'deck.stop': 'Smetti di condurre',
  'deck.wrong': 'Questa chiave non conduce questa sala.',
  'deck.offline': 'Il server è irraggiungibile. Riprovi.',
};
