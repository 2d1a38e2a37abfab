/** Polski: the pages in frames of other sites. */
export default {
  'embed.apart': 'Głos oddano już na telefonie lub w innej karcie? Tutaj liczyłby się jak głos innej osoby.',
  'embed.tab': 'Otwórz w karcie',
  'embed.unkept': 'Ta przeglądarka niczego nie zapisuje w ramce, więc nie można tu zapamiętać głosu.',
  'embed.vote-in-tab': 'Głosuj w karcie',
  'embed.open': 'Głosowanie otwarte',
  'embed.final': 'Końcowy',
  'embed.hidden': 'Wyniki ukryte',
  'embed.join': 'Dołącz: {address}',
  'embed.lobby': 'Dołącz',
  'embed.later': 'Tego głosowania jeszcze nie otwarto.',
  'embed.gone': 'Tego głosowania nie ma już w sali.',
  'embed.qr': 'Kod QR adresu {address}',
};
