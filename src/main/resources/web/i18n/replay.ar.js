/** How the result of a poll came about. */
export default {
  'replay.do': 'إعادة العرض على الشاشة الكبيرة',
  'replay.play': 'تشغيل',
  'replay.pause': 'إيقاف مؤقت',
  'replay.at': 'اللحظة',
  'replay.time': '{at} من {of}',
  'replay.failed': 'تعذّر تحميل إعادة العرض',
};
