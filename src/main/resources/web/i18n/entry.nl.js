/** Nederlands: what a room asks new voters for. */
export default {
  'member.words': 'Hier stemmen alleen mensen op de kiezerslijst. Typ de code die u hebt gekregen, of open uw link.',
  'member.code': 'Uw code',
  'member.go': 'Verder',
  'member.wrong': 'Deze code staat niet op de kiezerslijst. Controleer elk teken.',
  'passcode.title': 'Deze zaal heeft een toegangscode',
  'passcode.words': 'Hij staat op het grote scherm: zes cijfers.',
  'passcode.label': 'Toegangscode',
  'passcode.wrong': 'Dat is niet de toegangscode. Kijk nog eens op het scherm.',
  'passcode.go': 'Binnengaan',
  'room.locked': 'Deze zaal is gesloten',
  'room.locked.more': 'Er komt nu niemand bij. U komt vanzelf binnen zodra de zaal weer opengaat.',
};
