import { abstains } from '../methods/abstention.js';

/** The key of the text for a counted ballot. A moderated entry is counted before it is approved and others see it. */
export function countedTextKey(poll, tally, ballot) {
  if (abstains(ballot)) return 'vote.abstained';
  if (!poll.settings?.moderated) return 'vote.counted';
  // Voters receive approved entries only.
  return tally?.result?.entries?.some(({ text }) => text === ballot?.text) ? 'vote.approved' : 'vote.awaits';
}
