/**
 * The tally without entries of a moderated poll that are not approved, as the hub sends it to voters. Needed by public pages that join with
 * the presenter key and are sent every entry.
 */
export function withApprovedEntries(poll, tally) {
  if (!poll.settings?.moderated || !tally?.result?.entries) return tally;
  const entries = tally.result.entries.filter(({ state }) => state === 'approved' || state === 'starred');
  return { ...tally, result: { ...tally.result, entries, more: 0 } };
}
