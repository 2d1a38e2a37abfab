/** العربية: why the hub did not do what was asked. */
export default {
  'problem.offline': 'تعذّر الوصول إلى الخادم. يُرجى المحاولة مرة أخرى.',
  'problem.unavailable': 'لا يستطيع الخادم ذلك الآن. يُرجى المحاولة مرة أخرى.',
  'problem.busy': 'الخادم مشغول. يُرجى المحاولة مرة أخرى.',
  'problem.rate-limited': 'طلبات كثيرة جدًا. يُرجى الانتظار لحظة ثم المحاولة مرة أخرى.',
  'problem.bad-token': 'هذا المفتاح غير صالح لهذه القاعة.',
  'problem.suspended': 'أوقف مشغّل هذا الخادم هذه القاعة. لا يمكن تغيير شيء.',
  'problem.forbidden': 'هذا غير مسموح هنا.',
  'problem.other': 'لم ينفّذ الخادم ذلك.',
};
