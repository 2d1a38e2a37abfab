/**
 * The layout of a Sankey diagram of a count in rounds: a column for each round, in it a block for each remaining option, whose height is
 * its votes, and a band for the votes that move from a block to one of the next column. All columns have the same scale.
 *
 * Options are in the poll's order. Those that do not fit are one block, REST: the ones with the fewest votes.
 */
export const EXHAUSTED = ' exhausted';
export const REST = ' rest';

/**
 * The votes that moved from each option to others, or stayed, between two rounds.
 *
 * @param before a round, {votes: {id: n}, exhausted}
 * @param after the next one, with `transfers`: {id: {id: n}}
 * @returns {{from: string, to: string, votes: number}[]}
 */
export function transfersBetween(before, after) {
  const transfers = after.transfers ?? {};
  const all = Object.entries(before.votes).flatMap(([id, votes]) => {
    const moved = Object.entries(transfers[id] ?? {}).map(([to, n]) => ({ from: id, to, votes: n }));
    const stayed = id in transfers ? Math.min(votes, after.votes[id] ?? 0) : votes;
    const lost = votes - stayed - moved.reduce((sum, each) => sum + each.votes, 0);
    return [{ from: id, to: id, votes: stayed }, ...moved, { from: id, to: EXHAUSTED, votes: lost }];
  });
  return [...all, { from: EXHAUSTED, to: EXHAUSTED, votes: before.exhausted ?? 0 }].filter(({ votes }) => votes > 1e-9);
}

/**
 * The outcome of an option in a column: elected '✓', eliminated '✕', or ''. The cross is at its last block, from which its votes leave: with
 * IRV in the round of its elimination, with STV in the one before, because a round of STV has the votes at its end.
 */
export function outcomeMark(rounds, column, id) {
  const { elected = [], eliminated = [] } = rounds[column];
  const next = rounds[column + 1];
  if (elected.includes(id)) return '✓';
  return eliminated.includes(id) || (next?.eliminated?.includes(id) && !(id in next.votes)) ? '✕' : '';
}

/** The ids of all options that are elected by the end of a round. */
export const electedBy = (rounds, at) => new Set(rounds.slice(0, at + 1).flatMap(({ elected = [] }) => elected));

/**
 * @param rounds the rounds to draw, in their order
 * @param ids the options, in the poll's order
 * @param box {height, rowMin: the least height of a block and its label, gap: between two, most: blocks in a column}
 * @returns {{columns: {nodes: {key, votes, y, height, row}[]}[], bands: {column, from, to, y0, y1, height}[], rest: string[]}} in the
 *     units of the box; `row` is the height that a block takes with its label, and a band begins at `column` and ends at the next
 */
export function layoutFlow(rounds, ids, { height, rowMin, gap, most }) {
  const shown = rowsThatFit(rounds, ids, most);
  const keyOf = (id) => (id === EXHAUSTED || shown.has(id) ? id : REST);
  const order = [...ids.filter((id) => shown.has(id)), REST, EXHAUSTED];
  const sums = rounds.map((round) => {
    const votes = new Map();
    for (const id of ids) {
      if (id in round.votes) votes.set(keyOf(id), (votes.get(keyOf(id)) ?? 0) + round.votes[id]);
    }
    if (round.exhausted > 0) votes.set(EXHAUSTED, round.exhausted);
    return votes;
  });
  const scale = Math.min(...sums.map((votes) => scaleOf([...votes.values()], height, rowMin, gap)));
  const columns = sums.map((votes) => {
    let y = 0;
    const nodes = order
      .filter((key) => votes.has(key))
      .map((key) => {
        const tall = votes.get(key) * scale;
        const node = { key, votes: votes.get(key), y, height: tall, row: Math.max(rowMin, tall) };
        y += node.row + gap;
        return node;
      });
    return { nodes };
  });
  const bands = rounds.slice(1).flatMap((round, column) => bandsBetween(column, transfersBetween(rounds[column], round), keyOf, order, columns, scale));
  return { columns, bands, rest: ids.filter((id) => !shown.has(id)) };
}

/** The options that have a block of their own: those with the most votes in the last round, then in the one before, and so on. */
function rowsThatFit(rounds, ids, most) {
  const running = ids.filter((id) => rounds.some(({ votes }) => id in votes));
  if (running.length <= most) return new Set(running);
  const better = (a, b) => {
    for (const { votes } of [...rounds].reverse()) {
      const difference = (votes[b] ?? -1) - (votes[a] ?? -1);
      if (difference) return difference;
    }
    return ids.indexOf(a) - ids.indexOf(b);
  };
  return new Set(running.sort(better).slice(0, most - 1));
}

/** The largest height per vote with which all blocks fit and none is lower than its label. */
function scaleOf(votes, height, rowMin, gap) {
  let free = height - gap * (votes.length - 1);
  let tall = votes.filter((n) => n > 0).sort((a, b) => a - b);
  free -= rowMin * (votes.length - tall.length);
  while (tall.length) {
    const scale = free / tall.reduce((sum, n) => sum + n, 0);
    const low = tall.filter((n) => n * scale < rowMin);
    if (!low.length) return Math.max(0, scale);
    // The smallest first: the height that they need can push others below the height of their labels.
    free -= rowMin;
    tall = tall.slice(1);
  }
  return votes.length && Math.max(...votes) > 0 ? rowMin / Math.max(...votes) : 0;
}

/** Bands leave and enter blocks in the order of the options, so that they cross as little as possible. */
function bandsBetween(column, moved, keyOf, order, columns, scale) {
  const sums = new Map();
  for (const { from, to, votes } of moved) {
    const key = `${order.indexOf(keyOf(from))} ${order.indexOf(keyOf(to))}`;
    sums.set(key, (sums.get(key) ?? 0) + votes);
  }
  const bands = [...sums].map(([key, votes]) => ({ ends: key.split(' ').map(Number), votes }));
  bands.sort((a, b) => a.ends[0] - b.ends[0] || a.ends[1] - b.ends[1]);
  const topOf = (nodes) => new Map(nodes.map(({ key, y }) => [key, y]));
  const [leaves, enters] = [topOf(columns[column].nodes), topOf(columns[column + 1].nodes)];
  return bands
    .map(({ ends, votes }) => {
      const [from, to] = ends.map((i) => order[i]);
      const height = votes * scale;
      const [y0, y1] = [leaves.get(from), enters.get(to)];
      leaves.set(from, y0 + height);
      enters.set(to, y1 + height);
      return { column, from, to, y0, y1, height };
    })
    .filter(({ y0, y1 }) => y0 !== undefined && y1 !== undefined);
}
