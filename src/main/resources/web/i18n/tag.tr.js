/** Turkish: a ballot whose tag is wrong. */
export default {
  'tag.wrong': 'Sunucunun yanıtı oyunuzla uyuşmuyor',
  'tag.wrong-more': 'Lütfen bunu oylamayı yönetene gösterin.',
};
