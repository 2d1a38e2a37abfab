/** Türkçe: why the hub did not do what was asked. */
export default {
  'problem.offline': 'Sunucuya ulaşılamıyor. Lütfen yeniden deneyin.',
  'problem.unavailable': 'Sunucu bunu şu anda yapamıyor. Lütfen yeniden deneyin.',
  'problem.busy': 'Sunucu meşgul. Lütfen yeniden deneyin.',
  'problem.rate-limited': 'Çok fazla istek. Lütfen biraz bekleyip yeniden deneyin.',
  'problem.bad-token': 'Bu anahtar bu oda için geçerli değil.',
  'problem.suspended': 'Bu sunucuyu işleten, odayı askıya aldı. Hiçbir şey değiştirilemez.',
  'problem.forbidden': 'Buna burada izin verilmiyor.',
  'problem.other': 'Sunucu bunu yapmadı.',
};
