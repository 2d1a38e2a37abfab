/** Türkçe: what becomes of words that nobody wants. */
export default {
  'words-rules': 'İstenmeyen sözcükler',
  'words-rules.what': 'Biri böyle bir sözcük yazarsa',
  'words-rules.auto': 'onayladığım yerde bana göster',
  'words-rules.off': 'hiçbir şey olmaz',
  'words-rules.hold': 'onay beklesin',
  'words-rules.mask': 'yıldızla gösterilsin',
  'words-rules.refuse': 'reddedilsin',
  'words-rules.languages': 'Bu dillerdeki listeler',
  'words-rules.own': 'Kendi sözcükleriniz, her satıra bir tane',
  'words-rules.exceptions': 'İstisnalar, her satıra bir tane',
  'words-rules.save': 'Kaydet',
  'words-rules.saved': 'Kaydedildi. Şu andan itibaren geçerli.',
  'words-rules.held': '“{word}” içeriyor',
};
