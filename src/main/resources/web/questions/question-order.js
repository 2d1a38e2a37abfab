/** The order of questions from the floor, and their votes. Uses no DOM. */

/** The states of questions that everybody sees. */
export const PUBLIC_STATES = ['live', 'answered'];

/** What voters and presenters can sort by; 'controversy' and 'pending' are for presenters. */
export const SORTS = ['votes', 'newest', 'controversy', 'pending'];

const oldestFirst = (a, b) => a.at - b.at || (a.id < b.id ? -1 : 1);
const byVotes = (a, b) => b.score - a.score || oldestFirst(a, b);

/** How evenly divided the votes on a question are, from 0 to 1; few votes of many voters weigh little. */
export const controversy = ({ up, down }, voters) => (2 * Math.min(up, down)) / (up + down + Math.max(1, 0.1 * voters));

const ORDERS = {
  votes: () => byVotes,
  newest: () => (a, b) => -oldestFirst(a, b),
  controversy: (voters) => (a, b) => controversy(b, voters) - controversy(a, voters) || byVotes(a, b),
  pending: () => (a, b) => (b.state === 'pending') - (a.state === 'pending') || oldestFirst(a, b),
};

/** Where a question stands before any sorting: the pinned one first, what is done with last. */
const group = ({ pinned, state }) => (pinned && state === 'live' ? 0 : state === 'live' || state === 'pending' ? 1 : 2);

/**
 * Sorts questions into a new list.
 *
 * @param {object[]} entries as `Questions.entries` has them
 * @param {string} sort one of SORTS
 * @param {number} [voters] the number of voters who have voted on any question
 */
export function sortEntries(entries, sort, voters = 0) {
  const compare = (ORDERS[sort] ?? ORDERS.votes)(voters);
  return [...entries].sort((a, b) => group(a) - group(b) || compare(a, b));
}

/** The votes on one question within a ballot: 1, 0 or -1. */
export const voteOn = (ballot, id) => (ballot?.up?.includes(id) ? 1 : ballot?.down?.includes(id) ? -1 : 0);

/** The ballot with another vote (1, 0 or -1) on a question, in the form in which the hub returns it; null if no vote is left. */
export function withVote(ballot, id, vote) {
  const others = (list) => (list ?? []).filter((each) => each !== id);
  const up = [...others(ballot?.up), ...(vote > 0 ? [id] : [])].sort();
  const down = [...others(ballot?.down), ...(vote < 0 ? [id] : [])].sort();
  return up.length || down.length ? { up, down } : null;
}

/**
 * A list that does not change its order while it is read: new and moved items wait until `apply` is called. Items that are gone leave at
 * once.
 */
export class ShownOrder {
  /** Ids in the order in which they are shown; null before the first update. */
  ids = null;
  /** How many items wait that were not in the list yet. */
  added = 0;
  /** Whether items of the list have changed their places. */
  moved = false;
  #wanted = [];

  /**
   * @param {string[]} wanted the ids in their current order
   * @param {object} [options]
   * @param {(id: string) => boolean} [options.quiet] items that are not counted as new, such as the reader's own
   * @param {boolean} [options.appends] whether new items whose place is at the end are shown at once, which moves nothing
   * @returns {string[]} the ids to show now
   */
  update(wanted, { quiet = () => false, appends = false } = {}) {
    this.#wanted = wanted;
    if (!this.ids?.length) return this.apply();
    const there = new Set(wanted);
    if (this.ids.some((id) => !there.has(id))) this.ids = this.ids.filter((id) => there.has(id));
    const shown = new Set(this.ids);
    const last = wanted.findLastIndex((id) => shown.has(id));
    if (appends && last < wanted.length - 1) {
      this.ids = [...this.ids, ...wanted.slice(last + 1)];
      this.ids.forEach((id) => shown.add(id));
    }
    this.added = wanted.filter((id) => !shown.has(id) && !quiet(id)).length;
    this.moved = wanted.filter((id) => shown.has(id)).join() !== this.ids.join();
    return this.ids;
  }

  /** Takes the current order, because the reader asked for it or does not look. */
  apply() {
    this.ids = this.#wanted;
    this.added = 0;
    this.moved = false;
    return this.ids;
  }
}
