/** العربية: what becomes of words that nobody wants. */
export default {
  'words-rules': 'كلمات غير مرغوب فيها',
  'words-rules.what': 'إذا كتب أحد كلمة منها',
  'words-rules.auto': 'إظهارها لي حيث أوافق',
  'words-rules.off': 'لا يحدث شيء',
  'words-rules.hold': 'انتظار الموافقة',
  'words-rules.mask': 'إظهار نجوم',
  'words-rules.refuse': 'رفضها',
  'words-rules.languages': 'قوائم بهذه اللغات',
  'words-rules.own': 'كلماتك الخاصة، واحدة في كل سطر',
  'words-rules.exceptions': 'الاستثناءات، واحد في كل سطر',
  'words-rules.save': 'حفظ',
  'words-rules.saved': 'حُفظ. يسري من الآن.',
  'words-rules.held': 'يحتوي على «{word}»',
};
