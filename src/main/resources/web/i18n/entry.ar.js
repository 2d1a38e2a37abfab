/** العربية: what a room asks new voters for. */
export default {
  'member.words': 'لا يصوّت هنا إلا المسجَّلون في القائمة. اكتب الرمز الذي أُعطي لك، أو افتح رابطك.',
  'member.code': 'رمزك',
  'member.go': 'متابعة',
  'member.wrong': 'هذا الرمز ليس في القائمة. يُرجى التحقق من كل حرف.',
  'passcode.title': 'لهذه القاعة رمز دخول',
  'passcode.words': 'تجده على الشاشة الكبيرة: ستة أرقام.',
  'passcode.label': 'رمز الدخول',
  'passcode.wrong': 'ليس هذا رمز الدخول. يُرجى النظر إلى الشاشة مرة أخرى.',
  'passcode.go': 'دخول',
  'room.locked': 'هذه القاعة مغلقة',
  'room.locked.more': 'لا يدخل أحد جديد الآن. ستدخل تلقائيًا عند فتحها من جديد.',
};
