/** العربية: the pages in frames of other sites. */
export default {
  'embed.apart': 'هل صوّتَّ على هاتفك أو في تبويب آخر؟ هنا تُحسب شخصًا آخر.',
  'embed.tab': 'فتح في تبويب',
  'embed.unkept': 'لا يحفظ هذا المتصفح شيئًا في الإطار، لذا لا يمكن تذكّر صوت هنا.',
  'embed.vote-in-tab': 'التصويت في تبويب',
  'embed.open': 'التصويت مفتوح',
  'embed.final': 'نهائية',
  'embed.hidden': 'النتائج مخفية',
  'embed.join': 'المشاركة عبر {address}',
  'embed.lobby': 'شاركوا',
  'embed.later': 'لم يُفتح هذا التصويت بعد.',
  'embed.gone': 'لم يعد هذا التصويت في القاعة.',
  'embed.qr': 'رمز QR للعنوان {address}',
};
