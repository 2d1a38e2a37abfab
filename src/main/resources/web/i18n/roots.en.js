/** English: the root of the hub’s log, to be compared. */
export default {
  'roots.log': { one: 'Hub’s log, {n} entry', other: 'Hub’s log, {n} entries' },
};
