/** 日本語: the page through which slides lead a room. */
export default {
  'deck.alone': 'このページはスライド用です。スライドがこのページを通して投票を開始・終了します。',
  'deck.asking': 'このスライドでルーム {room} を主催',
  'deck.asking.more': '{site} のスライドが投票を開始・終了できるようになります。キーがスライドに渡ることはありません。',
  'deck.key': '主催者のキーまたはリンク',
  'deck.go': '主催する',
  'deck.leading': 'このスライドがルーム {room} を主催しています',
  'deck.leading.more': 'このタブを閉じるまで、{site} のスライドに合わせて投票が始まり、終わります。',
  'deck.stop': '主催をやめる',
  'deck.wrong': 'このキーではこのルームを主催できません。',
  'deck.offline': 'サーバーに接続できません。もう一度お試しください。',
};
