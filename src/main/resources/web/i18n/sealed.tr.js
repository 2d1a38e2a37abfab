/** Turkish: the seal of a result, on the voter’s page. */
export default {
  'sealed.public': 'Oylama kapanınca tüm oylar isimsiz olarak yayımlanır. Başkaları uzun bir sıralamayı tanıyabilir.',
  'sealed.checking': 'Oyunuzun mühürlü sonuçta olup olmadığı denetleniyor…',
  'sealed.included': 'Oyunuz mühürlü sonuçta',
  'sealed.later': 'Oyunuzun mühürlü sonuçta olup olmadığı henüz denetlenemedi',
  'sealed.again': 'Şimdi denetle',
  'sealed.more': 'Bu ne demek?',
  'sealed.failed': 'Oyunuz mühürlü sonuçta yok',
  'sealed.failed-do': 'Lütfen oylamayı yöneten kişiye şimdi söyleyin ve bu sayfayı gösterin. Kanıtı kaydedin ve sayfayı açık tutun: ikisi de ne olduğunu bulmaya yardım eder.',
  'sealed.about': 'Oylama kapanınca sunucu sonucu mühürledi. Telefonunuz, makbuzunuzdaki oyun bu mührün içinde olduğunu denetledi. Sonradan bir şey değiştirilirse mühür artık uymaz.',
  'sealed.secret': 'Ne makbuz ne de kanıt nasıl oy verdiğinizi söyler.',
  'sealed.same': 'Herkes aynı mührü görmelidir. Yanınızdakilerle karşılaştırın:',
  'sealed.number': 'Mühür {n}',
  'sealed.save': 'Kanıtı kaydet',
  'sealed.verify': 'Bağımsız olarak denetle',
  'sealed.close': 'Kapat',
};
