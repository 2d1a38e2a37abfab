/** 日本語: why a room cannot be entered. */
export default {
  'gone.gone': 'このルームは終了しました',
  'gone.gone.more': '主催者が削除しました。ご参加ありがとうございました。',
  'gone.unknown-room': 'ルーム {code} は存在しません',
  'gone.unknown-room.more': 'コードをもう一度ご確認ください。',
  'gone.removed': 'このルームから退室となりました',
  'gone.removed.more': '主催者の判断によるものです。投票済みの票は有効です。',
  'gone.suspended': 'このルームは停止されています',
  'gone.suspended.more': 'サーバーの運営者が停止しました。入室も投票もできません。',
  'gone.other': 'このルームには入室できません',
  'gone.other.more': 'サーバーが接続を拒否しました。',
  'gone.home': '別のコードを入力',
};
