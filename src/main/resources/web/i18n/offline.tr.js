/** Türkçe: ağ olmadan. */
export default {
  offline: 'Çevrimdışısınız. Gördükleriniz güncel olmayabilir.',
  'offline.loading': 'Çevrimdışısınız. Yeniden bağlandığınızda oda kendiliğinden açılır.',
  'offline.kept': 'Çevrimdışısınız. Oyunuz saklandı; bu sayfayı kapatsanız da yeniden bağlandığınızda gönderilir.',
};
