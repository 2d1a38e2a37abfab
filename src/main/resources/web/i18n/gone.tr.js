/** Türkçe: why a room cannot be entered. */
export default {
  'gone.gone': 'Bu oda kapatıldı',
  'gone.gone.more': 'Odayı yöneten onu sildi. Katıldığınız için teşekkürler.',
  'gone.unknown-room': '{code} odası yok',
  'gone.unknown-room.more': 'Lütfen koda yeniden bakın.',
  'gone.removed': 'Bu odadan çıkarıldınız',
  'gone.removed.more': 'Buna odayı yöneten karar verdi. Verdiğiniz oylar sayılmaya devam eder.',
  'gone.suspended': 'Bu oda askıya alındı',
  'gone.suspended.more': 'Bu sunucuyu işleten odayı askıya aldı. Kimse giremez veya oy veremez.',
  'gone.other': 'Bu odaya girilemiyor',
  'gone.other.more': 'Sunucu bağlantıyı reddetti.',
  'gone.home': 'Başka bir kod gir',
};
