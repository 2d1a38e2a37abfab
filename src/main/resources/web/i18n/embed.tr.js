/** Türkçe: the pages in frames of other sites. */
export default {
  'embed.apart': 'Telefonunuzda veya başka bir sekmede zaten oy verdiniz mi? Burada başka bir kişi sayılırsınız.',
  'embed.tab': 'Sekmede aç',
  'embed.unkept': 'Bu tarayıcı çerçevede hiçbir şey saklamıyor; bu yüzden oy burada hatırlanamaz.',
  'embed.vote-in-tab': 'Sekmede oy ver',
  'embed.open': 'Oylama açık',
  'embed.final': 'Kesin',
  'embed.hidden': 'Sonuçlar gizli',
  'embed.join': 'Katılım adresi: {address}',
  'embed.lobby': 'Katılın',
  'embed.later': 'Bu oylama henüz açılmadı.',
  'embed.gone': 'Bu oylama artık odada değil.',
  'embed.qr': '{address} adresinin QR kodu',
};
