/** Counts ballots anew. Weights and sums are BigInts, so that they are exact. */
import { quotient } from './canonical.js';
import { Fault } from './fault.js';
import { gradesCount } from './grades.js';
import { numberCount } from './numbers.js';
import { given, isWhole, need, only, plain, wholeSetting } from './poll.js';
import { rankedCount } from './ranked.js';

const most = (sums) => sums.reduce((a, b) => (b > a ? b : a), 0n);

function choicesCount(poll) {
  const multiple = poll.method === 'multiple';
  const max = multiple ? wholeSetting(poll, 'max', 1, 1000) : 1;
  const min = multiple ? wholeSetting(poll, 'min', 0, max) : 1;
  const votes = poll.ids.map(() => 0n);
  let all = 0n;
  return {
    add(ballot, weight) {
      const chosen = multiple ? only(ballot, 'choices') : [only(ballot, 'choice')];
      need(Array.isArray(chosen) && chosen.length >= min && chosen.length <= max && new Set(chosen).size === chosen.length);
      need(chosen.every((id) => typeof id === 'string' && poll.index.has(id)));
      for (const id of chosen) votes[poll.index.get(id)] += weight;
      all += weight;
    },
    result: () => ({
      options: poll.ids.map((id, i) => ({ id, votes: plain(votes[i]), share: all ? quotient(votes[i], all) : 0 })),
      winners: poll.ids.filter((_, i) => votes[i] > 0n && votes[i] === most(votes)),
    }),
  };
}

function pointsCount(poll) {
  const total = wholeSetting(poll, 'total', 1, 1e6);
  const sums = poll.ids.map(() => 0n);
  return {
    add(ballot, weight) {
      const pairs = given(poll, ballot, 'points');
      need(pairs.every(([, some]) => isWhole(some) && some >= 0 && some <= total) && pairs.reduce((sum, [, some]) => sum + some, 0) <= total);
      for (const [id, some] of pairs) sums[poll.index.get(id)] += BigInt(some) * weight;
    },
    result() {
      const all = sums.reduce((a, b) => a + b, 0n);
      return {
        options: poll.ids.map((id, i) => ({ id, sum: plain(sums[i]), share: all ? quotient(sums[i], all) : 0 })),
        winners: poll.ids.filter((_, i) => sums[i] > 0n && sums[i] === most(sums)),
      };
    },
  };
}

function scoreCount(poll) {
  const least = wholeSetting(poll, 'min', -1e6, 1e6);
  const greatest = wholeSetting(poll, 'max', least, least + 100);
  const counts = poll.ids.map(() => Array.from({ length: greatest - least + 1 }, () => 0n));
  const at = (row, position) => {
    let i = 0;
    for (let rest = position; rest >= row[i]; i++) rest -= row[i];
    return least + i;
  };
  const read = (row) => {
    const count = row.reduce((a, b) => a + b, 0n);
    const sum = row.reduce((a, b, i) => a + b * BigInt(least + i), 0n);
    return { count, sum, mean: count ? quotient(sum, count) : null, median: count ? (at(row, (count - 1n) / 2n) + at(row, count / 2n)) / 2 : null };
  };
  return {
    add(ballot, weight) {
      for (const [id, score] of given(poll, ballot, 'scores')) {
        need(isWhole(score) && score >= least && score <= greatest);
        counts[poll.index.get(id)][score - least] += weight;
      }
    },
    result() {
      const rows = counts.map(read);
      const byMean = poll.settings.rank === 'mean';
      const ranked = rows.map((row, i) => i).filter((i) => rows[i].count || !byMean);
      // As fractions, since two means may differ by less than doubles tell.
      const over = (a, b) => (byMean ? rows[a].sum * rows[b].count - rows[b].sum * rows[a].count : rows[a].sum - rows[b].sum);
      const isFirst = (i) => ranked.every((other) => over(i, other) >= 0n);
      return {
        options: rows.map(({ count, sum, mean, median }, i) => ({
          id: poll.ids[i], count: plain(count), sum: plain(sum), mean, median,
          histogram: Object.fromEntries(counts[i].map((n, step) => [String(least + step), plain(n)])),
        })),
        winners: rows.some(({ count }) => count) ? ranked.filter(isFirst).map((i) => poll.ids[i]) : [],
      };
    },
  };
}

const COUNTS = { single: choicesCount, multiple: choicesCount, points: pointsCount, score: scoreCount, grades: gradesCount, number: numberCount, ranked: rankedCount };

/** The result of ballots, which are pairs of a ballot and its weight. */
export function recount(poll, ballots) {
  if (!Object.hasOwn(COUNTS, poll.method)) throw new Fault('method', { method: poll.method });
  const count = COUNTS[poll.method](poll);
  const abstain = poll.settings.abstain === true;
  let [abstained, total] = [0n, 0n];
  ballots.forEach(([ballot, weight], i) => {
    total += weight;
    if (abstain && Object.keys(ballot).length === 1 && ballot.abstain === true) {
      abstained += weight;
      return;
    }
    try {
      count.add(ballot, weight);
    } catch {
      throw new Fault('ballot', { n: i + 1 });
    }
  });
  return { method: poll.method, ...count.result(), weight: plain(total), ...(abstain ? { abstained: plain(abstained) } : {}) };
}
