/** Japanese: the seal of a result, on the voter’s page. */
export default {
  'sealed.public': '投票が締め切られると、すべての票が名前なしで公開されます。長い順位は他の人に見分けられることがあります。',
  'sealed.checking': 'あなたの票が封印された結果に入っているか確認しています…',
  'sealed.included': 'あなたの票は封印された結果に入っています',
  'sealed.later': 'あなたの票が封印された結果に入っているか、まだ確認できません',
  'sealed.again': '今すぐ確認',
  'sealed.more': 'どういう意味ですか？',
  'sealed.failed': 'あなたの票は封印された結果に入っていません',
  'sealed.failed-do': '今すぐ投票の進行役に伝え、このページを見せてください。証明を保存し、ページを開いたままにしてください。どちらも原因の究明に役立ちます。',
  'sealed.about': '締め切りの際、サーバーが結果を封印しました。あなたの端末は、あなたの受領番号の票がその中にあることを確認しました。後から何かが変えられると、封印は合わなくなります。',
  'sealed.secret': '受領番号からも証明からも、投票の内容は分かりません。',
  'sealed.same': '封印は全員に同じものが見えるはずです。隣の人と見比べてください：',
  'sealed.number': '封印 {n}',
  'sealed.save': '証明を保存',
  'sealed.verify': '別の方法で確認',
  'sealed.close': '閉じる',
};
