/** Turkish: to be told by push when the next question opens. */
export default {
  'push.ask': 'Sonraki soru açılınca haber ver',
  'push.more': 'Bu sayfa kapalıyken de. İstediğiniz zaman kapatabilirsiniz.',
  'push.on': 'Sonraki soru açılınca size haber verilecek.',
  'push.off': 'Kapat',
  'push.denied': 'Tarayıcınız bu sayfanın bildirim göndermesine izin vermiyor. Bunu tarayıcının bu sayfa için ayarlarından değiştirebilirsiniz.',
  'push.failed': 'Olmadı. Lütfen yeniden deneyin.',
  'push.install': 'Sonraki soru açılınca haber almak için önce bu sayfayı iPhone veya iPad’inizin ana ekranına ekleyin (“Paylaş”, ardından “Ana Ekrana Ekle”) ve oradan açın.',
};
