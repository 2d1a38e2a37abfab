/** English: what a room asks new voters for. */
export default {
  'member.words': 'Only those on the voter roll vote here. Type the code that you were given, or open your link.',
  'member.code': 'Your code',
  'member.go': 'Continue',
  'member.wrong': 'This code is not on the voter roll. Please check each character.',
  'passcode.title': 'This room has a passcode',
  'passcode.words': 'It is on the big screen: six digits.',
  'passcode.label': 'Passcode',
  'passcode.wrong': 'That is not the passcode. Please look at the screen again.',
  'passcode.go': 'Come in',
  'room.locked': 'This room is locked',
  'room.locked.more': 'Nobody new comes in now. You are let in automatically when the presenter opens it again.',
};
