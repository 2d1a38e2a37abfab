/**
 * What the result of a second round tells of both: the numbers of either for each option, and how votes moved. Charts, pictures, tables and
 * sentences take them from here. Uses no DOM.
 */
import { letter } from '../i18n/format.js';
import { percentages } from './percentages.js';
import { winnersOf } from './winners.js';

/** Stands for formal abstentions, as in the API. */
export const ABSTAINED = '*';

/**
 * @typedef {{id: string, index: number, letter: string, label: string, won: boolean, first: {votes, share, percent}, second: {votes, share, percent}}} Row
 *     `index` is -1 for abstentions, which have no shares
 */

/**
 * Both rounds by the final tally of the second one; null where there is no `shift`.
 *
 * @returns {?{rows: Row[], moves: {from: string, to: string, votes: number}[], both: number, changed: number, firstOnly: number, secondOnly: number, winners: object}}
 */
export function roundsOf(poll, tally) {
  const { shift, first, firstOnly, secondOnly, options, abstained } = tally?.result ?? {};
  if (!shift) return null;
  const winners = winnersOf(poll, tally);
  const second = Object.fromEntries(options.map(({ id, votes }) => [id, votes]));
  const [before, after] = [countsOf(poll, first), countsOf(poll, second)];
  const rows = poll.options.map(({ id, label }, index) => ({ id, index, letter: letter(index), label, won: winners.has(id), first: before[index], second: after[index] }));
  const none = first[ABSTAINED] ?? 0;
  if (none || abstained) rows.push({ id: ABSTAINED, index: -1, letter: '∅', label: '', won: false, first: { votes: none }, second: { votes: abstained ?? 0 } });
  const moves = Object.entries(shift).flatMap(([from, to]) => Object.entries(to).map(([id, votes]) => ({ from, to: id, votes })));
  const sum = (some) => some.reduce((all, { votes }) => all + votes, 0);
  return { rows, moves, both: sum(moves), changed: sum(moves.filter(({ from, to }) => from !== to)), firstOnly, secondOnly, winners };
}

function countsOf(poll, votes) {
  const all = poll.options.map(({ id }) => votes[id] ?? 0);
  const sum = all.reduce((a, b) => a + b, 0);
  const shares = all.map((n) => (sum ? n / sum : 0));
  const percents = percentages(shares);
  return all.map((n, i) => ({ votes: n, share: shares[i], percent: percents[i] }));
}
