/** Counts in rounds: instant runoff, and the single transferable vote of the Scottish rules of 2007. */
import { decimal } from './canonical.js';
import { plain, wholeSetting } from './poll.js';
import { placesOf } from './ranking.js';

const DECIMALS = 5;
const VOTE = 10n ** 5n;

export function roundsCount(poll) {
  const stv = poll.settings.count === 'stv';
  const seats = stv ? wholeSetting(poll, 'seats', 1, poll.ids.length) : 1;
  const rankings = new Map();
  return {
    add(ballot, weight) {
      const ranking = placesOf(poll, ballot, false).map(([option]) => option);
      const key = ranking.join();
      const known = rankings.get(key) ?? { ranking, n: 0n };
      known.n += weight;
      rankings.set(key, known);
    },
    result() {
      const count = new Count(poll.ids.length, [...rankings.values()], stv ? VOTE : 1n);
      const all = [...rankings.values()].reduce((sum, { n }) => sum + n, 0n);
      const quota = all / BigInt(seats + 1) + 1n;
      if (all) stv ? transferableVote(count, quota * VOTE, seats) : instantRunoff(count);
      const winners = count.rounds.flatMap(({ elected }) => elected).sort((a, b) => a - b);
      return { winners: winners.map((i) => poll.ids[i]), ...(stv ? { quota: plain(quota) } : {}), rounds: count.rounds.map((round) => json(poll, round, stv)) };
    },
  };
}

function json(poll, { votes, exhausted, elected, eliminated, transfers }, stv) {
  const number = (units) => (stv ? decimal(units, DECIMALS) : plain(units));
  const named = (map, value) => Object.fromEntries([...map].map(([option, each]) => [poll.ids[option], value(each)]));
  const ids = (options) => options.map((option) => poll.ids[option]);
  return { votes: named(votes, number), exhausted: number(exhausted), elected: ids(elected), eliminated: ids(eliminated), transfers: named(transfers, (to) => named(to, number)) };
}

/** The state of a count: where each ballot lies and what it is worth. */
class Count {
  constructor(options, rankings, worth) {
    this.continuing = Array.from({ length: options }, (_, i) => i);
    this.excluded = new Set();
    this.exhausted = 0n;
    this.rounds = [];
    this.transfers = new Map();
    this.piles = this.continuing.map(() => []);
    this.votes = this.continuing.map(() => 0n);
    for (const { ranking, n } of rankings) this.#put(ranking[0], { ranking, n, worth });
  }

  #put(option, parcel) {
    this.piles[option].push(parcel);
    this.votes[option] += parcel.n * parcel.worth;
  }

  /** Moves all ballots of an option to their next continuing preferences. */
  transfer(option, revalued, kept) {
    const moved = new Map();
    const pile = this.piles[option];
    this.piles[option] = [];
    const continuing = new Set(this.continuing);
    for (const { ranking, n, worth } of pile) {
      const parcel = { ranking, n, worth: revalued(worth) };
      const value = n * parcel.worth;
      const to = ranking.slice(ranking.indexOf(option) + 1).find((other) => continuing.has(other));
      if (to === undefined) {
        this.exhausted += value;
      } else {
        this.#put(to, parcel);
        moved.set(to, (moved.get(to) ?? 0n) + value);
      }
    }
    this.votes[option] = kept;
    this.transfers.set(option, new Map([...moved].filter(([, units]) => units)));
  }

  exclude(options) {
    options.forEach((option) => this.excluded.add(option));
    this.continuing = this.continuing.filter((option) => !options.includes(option));
  }

  endRound(elected, eliminated) {
    const votes = new Map([...this.votes.entries()].filter(([option]) => !this.excluded.has(option)));
    this.rounds.push({ votes, exhausted: this.exhausted, elected, eliminated, transfers: this.transfers });
    this.transfers = new Map();
  }

  /** Of options those with the most or fewest votes. */
  extreme(options, isBetter, votes = this.votes) {
    const value = (option) => (votes instanceof Map ? votes.get(option) : votes[option]);
    const sought = options.map(value).reduce((a, b) => (isBetter(b, a) ? b : a));
    return options.filter((option) => value(option) === sought);
  }

  /** Those that had the most or fewest votes in the latest earlier round in which they differ. */
  tiedStill(options, isBetter, earlier) {
    let tied = options;
    for (let i = earlier.length - 1; i >= 0 && tied.length > 1; i--) tied = this.extreme(tied, isBetter, earlier[i].votes);
    return tied;
  }
}

const more = (a, b) => a > b;
const fewer = (a, b) => a < b;
const unchanged = (worth) => worth;

function instantRunoff(count) {
  for (;;) {
    const { continuing } = count;
    const first = count.extreme(continuing, more);
    const last = count.extreme(continuing, fewer);
    const all = continuing.reduce((sum, option) => sum + count.votes[option], 0n);
    if (first.length === continuing.length || 2n * count.votes[first[0]] > all) {
      count.endRound(first, []);
      return;
    }
    const gone = count.tiedStill(last, fewer, count.rounds);
    count.endRound([], gone);
    count.exclude(gone);
    gone.forEach((option) => count.transfer(option, unchanged, 0n));
  }
}

function transferableVote(count, quota, seats) {
  let surpluses = [];
  let vacancies = seats;
  const endStage = (eliminated) => {
    const { continuing } = count;
    const elected = continuing.length === vacancies ? continuing : continuing.filter((option) => count.votes[option] >= quota);
    count.continuing = continuing.filter((option) => !elected.includes(option));
    surpluses.push(...elected.filter((option) => count.votes[option] > quota));
    vacancies -= elected.length;
    count.endRound(elected, eliminated);
  };
  endStage([]);
  while (vacancies > 0) {
    const [among, isBetter] = surpluses.length ? [surpluses, more] : [count.continuing, fewer];
    const option = Math.max(...count.tiedStill(count.extreme(among, isBetter), isBetter, count.rounds.slice(0, -1)));
    if (surpluses.length) {
      surpluses = surpluses.filter((other) => other !== option);
      const votes = count.votes[option];
      count.transfer(option, (worth) => ((votes - quota) * worth) / votes, quota);
      endStage([]);
    } else {
      count.exclude([option]);
      count.transfer(option, unchanged, 0n);
      endStage([option]);
    }
  }
}
