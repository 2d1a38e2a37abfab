/** German: why a room cannot be entered. */
export default {
  'gone.gone': 'Dieser Raum ist geschlossen',
  'gone.gone.more': 'Er wurde gelöscht. Danke, dass Sie da waren.',
  'gone.unknown-room': 'Einen Raum {code} gibt es nicht',
  'gone.unknown-room.more': 'Bitte den Code noch einmal ansehen.',
  'gone.removed': 'Sie wurden aus diesem Raum entfernt',
  'gone.removed.more': 'Das hat entschieden, wer den Raum leitet. Ihre bereits abgegebenen Stimmen bleiben gezählt.',
  'gone.suspended': 'Dieser Raum ist gesperrt',
  'gone.suspended.more': 'Der Betreiber dieses Hubs hat ihn gesperrt. Niemand kann beitreten oder abstimmen.',
  'gone.other': 'Dieser Raum ist nicht zugänglich',
  'gone.other.more': 'Der Server hat die Verbindung abgelehnt.',
  'gone.home': 'Anderen Code eingeben',
};
