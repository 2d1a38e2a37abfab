import { abstains } from '../methods/abstention.js';

/** The word on a ballot that stands, as the name of its text: a moderated entry is counted long before others see it. */
export function standingWords(poll, tally, ballot) {
  if (abstains(ballot)) return 'vote.abstained';
  if (!poll.settings?.moderated) return 'vote.counted';
  // Voters are told of approved entries alone.
  return tally?.result?.entries?.some(({ text }) => text === ballot?.text) ? 'vote.approved' : 'vote.awaits';
}
