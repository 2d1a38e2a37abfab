export default {
  'refused.late': 'Oylama kapandı; oyunuz {s} sn geç ulaştı ve sayılmadı.',
  'refused.not-open': 'Oylama kapalı; oyunuz sayılmadı.',
  'refused.already-voted': 'Daha önce oy verdiniz; ilk oyunuz geçerli.',
  'refused.poll-changed': 'Soru değiştirildi. Lütfen yeniden oy verin.',
  'refused.bad-ballot': 'Sunucu bu oyu okuyamadı; oy sayılmadı. Lütfen yeniden seçin.',
  'refused.unknown-poll': 'Bu oylama artık yok; oyunuz sayılmadı.',
  'refused.not-eligible': 'Burada yalnızca listedekiler oy verir; oyunuz sayılmadı.',
  'refused.suspended': 'Bu oda askıya alındı; oyunuz sayılmadı.',
  'refused.forbidden': 'Burada oy veremezsiniz; oyunuz sayılmadı.',
  'refused.other': 'Oyunuz sayılmadı. Lütfen yeniden seçin.',
};
