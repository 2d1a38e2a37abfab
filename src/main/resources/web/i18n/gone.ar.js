/** العربية: why a room cannot be entered. */
export default {
  'gone.gone': 'أُغلقت هذه القاعة',
  'gone.gone.more': 'حذفها مقدّمها. شكرًا لحضورك.',
  'gone.unknown-room': 'لا توجد قاعة بالرمز {code}',
  'gone.unknown-room.more': 'يُرجى التحقق من الرمز.',
  'gone.removed': 'أُخرجتَ من هذه القاعة',
  'gone.removed.more': 'قرّر المقدّم ذلك. تبقى أصواتك السابقة محتسَبة.',
  'gone.suspended': 'هذه القاعة موقوفة',
  'gone.suspended.more': 'أوقفها مشغّل هذا الخادم. لا يمكن لأحد الدخول أو التصويت.',
  'gone.other': 'لا يمكن دخول هذه القاعة',
  'gone.other.more': 'رفض الخادم الاتصال.',
  'gone.home': 'إدخال رمز آخر',
};
