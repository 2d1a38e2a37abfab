/** Turkish: a ballot whose tag is wrong. */
export default {
  'tag.wrong': 'Sunucunun yanıtı oyunuzla uyuşmuyor',
  'tag.wrong-more': 'Oyunuz sayılmış olabilir, ancak makbuzu sonradan denetlenemez. Lütfen oylamayı yönetene bildirin ve bu makbuzu saklayın.',
};
