/**
 * A tally as everybody may see it: of a moderated poll only the entries that were approved, as the hub sends it to voters. For pages that
 * ask with the presenter's key, who is sent every entry, but are looked at by all.
 */
export function approved(poll, tally) {
  if (!poll.settings?.moderated || !tally?.result?.entries) return tally;
  const entries = tally.result.entries.filter(({ state }) => state === 'approved' || state === 'starred');
  return { ...tally, result: { ...tally.result, entries, more: 0 } };
}
