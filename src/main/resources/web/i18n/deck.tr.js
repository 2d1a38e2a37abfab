/** Türkçe: the page through which slides lead a room. */
export default {
  'deck.alone': 'Bu sayfa slaytlara aittir; slaytlar oylamaları onun aracılığıyla açıp kapatır.',
  'deck.asking': '{room} odasını bu slaytlarla yönet',
  'deck.asking.more': '{site} slaytları oylamaları açıp kapatabilir. Anahtarı hiçbir zaman görmezler.',
  'deck.key': 'Yönetim anahtarı veya bağlantısı',
  'deck.go': 'Yönet',
  'deck.leading': 'Bu slaytlar {room} odasını yönetiyor',
  'deck.leading.more': 'Bu sekme kapanana dek, {site} slaytları geçtikçe oylamalar açılıp kapanır.',
  'deck.stop': 'Yönetmeyi bırak',
  'deck.wrong': 'Bu anahtar bu odayı yönetmiyor.',
  'deck.offline': 'Sunucuya ulaşılamıyor. Yeniden deneyin.',
};
