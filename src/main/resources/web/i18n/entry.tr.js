/** Türkçe: what a room asks new voters for. */
export default {
  'member.words': 'Burada yalnızca listedekiler oy verir. Size verilen kodu yazın veya bağlantınızı açın.',
  'member.code': 'Kodunuz',
  'member.go': 'Devam',
  'member.wrong': 'Bu kod listede yok. Lütfen her karakteri denetleyin.',
  'passcode.title': 'Bu odanın bir giriş kodu var',
  'passcode.words': 'Büyük ekranda yazıyor: altı rakam.',
  'passcode.label': 'Giriş kodu',
  'passcode.wrong': 'Giriş kodu bu değil. Lütfen ekrana yeniden bakın.',
  'passcode.go': 'Gir',
  'room.locked': 'Bu oda kilitli',
  'room.locked.more': 'Şu anda yeni kimse giremiyor. Yeniden açıldığında kendiliğinden içeri alınacaksınız.',
};
