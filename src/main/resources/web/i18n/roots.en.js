/** English: the roots of seals and of the hub’s log, to be compared. */
export default {
  'roots.seal': 'Seal {n}',
  'roots.log': { one: 'Hub’s log, {n} entry', other: 'Hub’s log, {n} entries' },
};
