/** Nederlands: why a room cannot be entered. */
export default {
  'gone.gone': 'Deze zaal is gesloten',
  'gone.gone.more': 'De presentator heeft haar verwijderd. Bedankt voor uw deelname.',
  'gone.unknown-room': 'Er is geen zaal {code}',
  'gone.unknown-room.more': 'Controleer de code.',
  'gone.removed': 'U bent uit deze zaal verwijderd',
  'gone.removed.more': 'Dat heeft de presentator beslist. Uw uitgebrachte stemmen blijven meetellen.',
  'gone.suspended': 'Deze zaal is geblokkeerd',
  'gone.suspended.more': 'De beheerder van deze server heeft haar geblokkeerd. Niemand kan binnenkomen of stemmen.',
  'gone.other': 'Deze zaal is niet toegankelijk',
  'gone.other.more': 'De server heeft de verbinding geweigerd.',
  'gone.home': 'Een andere code invoeren',
};
