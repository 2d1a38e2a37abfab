/** Chinese: the seal of a result, on the voter’s page. */
export default {
  'sealed.public': '投票结束时，所有选票将不记名公布。较长的排序可能会被他人认出。',
  'sealed.checking': '正在检查您的选票是否在已封存的结果中…',
  'sealed.included': '您的选票在已封存的结果中',
  'sealed.later': '尚无法检查您的选票是否在已封存的结果中',
  'sealed.again': '立即检查',
  'sealed.more': '这是什么意思？',
  'sealed.failed': '您的选票不在已封存的结果中',
  'sealed.failed-do': '请立即告诉主持投票的人，并出示此页面。请保存证明并保持页面打开：两者都有助于查明情况。',
  'sealed.about': '投票结束时，服务器封存了结果。您的手机已确认，带有您回执的选票在其中。如果之后有任何改动，封存就不再吻合。',
  'sealed.secret': '回执和证明都不会透露您投了什么。',
  'sealed.same': '所有人看到的封存必须相同。请与邻座核对：',
  'sealed.number': '封存 {n}',
  'sealed.save': '保存证明',
  'sealed.verify': '独立检查',
  'sealed.close': '关闭',
};
