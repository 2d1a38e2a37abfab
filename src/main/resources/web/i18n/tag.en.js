/** English: a ballot whose tag is wrong. */
export default {
  'tag.wrong': 'The hub’s answer does not match your vote',
  'tag.wrong-more': 'Your vote may be counted, but its receipt cannot be checked later. Please tell whoever leads the vote, and keep this receipt.',
};
