/** German: the pages in frames of other sites. */
export default {
  'embed.apart': 'Schon am Telefon oder in einem anderen Tab abgestimmt? Hier würden Sie als weitere Person zählen.',
  'embed.tab': 'In einem Tab öffnen',
  'embed.unkept': 'Dieser Browser speichert nichts in eingebetteten Seiten. Ihre Stimme ließe sich hier nicht merken.',
  'embed.vote-in-tab': 'In einem Tab abstimmen',
  'embed.open': 'Die Abstimmung läuft',
  'embed.final': 'Endgültig',
  'embed.hidden': 'Ergebnis verborgen',
  'embed.join': 'Mitmachen: {address}',
  'embed.lobby': 'Machen Sie mit',
  'embed.later': 'Diese Abstimmung ist noch nicht eröffnet.',
  'embed.gone': 'Diese Abstimmung gibt es in diesem Raum nicht mehr.',
  'embed.qr': 'QR-Code der Adresse {address}',
};
