/** Nederlands: the pages in frames of other sites. */
export default {
  'embed.apart': 'Al gestemd op uw telefoon of in een ander tabblad? Hier zou u als een andere persoon tellen.',
  'embed.tab': 'In een tabblad openen',
  'embed.unkept': 'Deze browser bewaart niets in een kader; een stem kan hier dus niet worden onthouden.',
  'embed.vote-in-tab': 'In een tabblad stemmen',
  'embed.open': 'De stemming is open',
  'embed.final': 'Definitief',
  'embed.hidden': 'Uitslag verborgen',
  'embed.join': 'Doe mee via {address}',
  'embed.lobby': 'Doe mee',
  'embed.later': 'Deze stemming is nog niet geopend.',
  'embed.gone': 'Deze stemming is niet meer in de zaal.',
  'embed.qr': 'QR-code van het adres {address}',
};
