/** English: a ballot whose tag is wrong. */
export default {
  'tag.wrong': 'The hub’s answer does not match your vote',
  'tag.wrong-more': 'Please show this to whoever leads the vote.',
};
