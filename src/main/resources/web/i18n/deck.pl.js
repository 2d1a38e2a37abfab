/** Polski: the page through which slides lead a room. */
export default {
  'deck.alone': 'Ta strona należy do slajdów, które otwierają i zamykają przez nią głosowania.',
  'deck.asking': 'Prowadź salę {room} tymi slajdami',
  'deck.asking.more': 'Slajdy ze strony {site} mogą wtedy otwierać i zamykać głosowania. Nigdy nie widzą klucza.',
  'deck.key': 'Klucz lub link prowadzącego',
  'deck.go': 'Prowadź',
  'deck.leading': 'Te slajdy prowadzą salę {room}',
  'deck.leading.more': 'Głosowania otwierają się i zamykają wraz ze slajdami ze strony {site}, aż ta karta zostanie zamknięta.',
  'deck.stop': 'Przestań prowadzić',
  'deck.wrong': 'Ten klucz nie prowadzi tej sali.',
  'deck.offline': 'Serwer jest nieosiągalny. Prosimy spróbować ponownie.',
};
