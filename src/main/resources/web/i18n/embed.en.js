/** English: the pages in frames of other sites. */
export default {
  'embed.apart': 'Voted on your phone or in another tab already? Here you would count as another person.',
  'embed.tab': 'Open in a tab',
  'embed.unkept': 'This browser keeps nothing in a frame, so a vote cannot be remembered here.',
  'embed.vote-in-tab': 'Vote in a tab',
  'embed.open': 'Voting is open',
  'embed.final': 'Final',
  'embed.hidden': 'Results hidden',
  'embed.join': 'Join at {address}',
  'embed.lobby': 'Join in',
  'embed.later': 'This poll has not been opened yet.',
  'embed.gone': 'This poll is not in the room any more.',
  'embed.qr': 'QR code of the address {address}',
};
