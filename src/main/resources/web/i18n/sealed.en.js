/** English: the seal of a result, on the voter’s page; its number on others too. */
export default {
  'sealed.public': 'When the poll closes, all ballots are published, without names. Others may recognise a long ranking.',
  'sealed.checking': 'Checking that your ballot is in the sealed result…',
  'sealed.included': 'Your ballot is in the sealed result',
  'sealed.later': 'Whether your ballot is in the sealed result could not be checked yet',
  'sealed.again': 'Check now',
  'sealed.more': 'What does that mean?',
  'sealed.failed': 'Your ballot is not in the sealed result',
  'sealed.failed-do': 'Please tell whoever leads the vote now, and show them this page. Save the proof and keep this page open: both help to find out what happened.',
  'sealed.about': 'When the poll closed, the hub sealed its result. Your phone has checked that the ballot with your receipt is in that seal. If anything in it were changed later, the seal would no longer fit.',
  'sealed.secret': 'Neither the receipt nor the proof tells how you voted.',
  'sealed.same': 'Everybody must see the same seal. Compare it with your neighbours:',
  'sealed.number': 'Seal {n}',
  'sealed.save': 'Save the proof',
  'sealed.verify': 'Check independently',
  'sealed.close': 'Close',
};
