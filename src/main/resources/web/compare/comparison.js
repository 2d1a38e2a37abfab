/**
 * What is told of a comparison of rules (`GET …/compare`): the one source of its sentence, its picture and its table. Uses no DOM and no texts.
 */
const ONE_WINNER = ['plurality', 'irv', 'stv', 'borda', 'schulze', 'rankedpairs'];

const idsOf = (poll) => poll.options.map(({ id }) => id);

/** Two options and their numbers; the second is null where nobody stood against the first. */
const pair = (a, na, b, nb) => ({ a, na, b: b ?? null, nb: b === undefined || b === null ? null : nb });

/** By numbers: the winner with the fewest, and who comes next. */
function closest(numbers, winners) {
  const byNumber = Object.entries(numbers).sort(([, x], [, y]) => y - x);
  if (winners.length > 1 && new Set(winners.map((id) => numbers[id])).size === 1) return pair(winners[0], numbers[winners[0]], winners[1], numbers[winners[1]]);
  const [a, na] = byNumber.filter(([id]) => winners.includes(id)).at(-1) ?? [];
  const [b, nb] = byNumber.find(([id]) => !winners.includes(id)) ?? [];
  return a === undefined ? null : pair(a, na, b, nb);
}

const between = (pairwise, a, b) => pair(a, pairwise[a]?.[b] ?? 0, b, pairwise[b]?.[a] ?? 0);

/** The numbers by which a rule decided. */
function decidedBy(rule, pairwise) {
  const { winners, votes, points, rounds, ranking } = rule;
  if (!winners.length) return null;
  if (ranking) {
    const [a, b] = ranking.flat();
    return b === undefined ? null : between(pairwise, a, b);
  }
  // Where the last rival was excluded, the round before decided.
  const counts = rounds ? rounds.map((round) => round.votes).reverse() : [votes ?? points ?? {}];
  const duels = counts.map((numbers) => closest(numbers, winners));
  return duels.find((duel) => duel?.nb > 0) ?? duels[0] ?? null;
}

function condorcetRow({ winner, smith, pairwise }, ids) {
  if (!winner) return { rule: 'condorcet', winners: [], why: smith.length ? 'cycle' : '', smith, duel: null };
  const duels = ids.filter((id) => id !== winner).map((id) => between(pairwise, winner, id));
  const hardest = duels.sort((x, y) => x.na - x.nb - (y.na - y.nb))[0] ?? null;
  return { rule: 'condorcet', winners: [winner], why: '', smith, duel: hardest };
}

/**
 * A row for each rule, and one for the option that beats each other one.
 *
 * @returns {{rule: string, winners: string[], why: ''|'ties'|'ballots-removed'|'cycle', smith?: string[], duel: ?{a: string, na: number, b: ?string, nb: ?number}}[]}
 */
export function rowsOf(poll, { rules, condorcet }) {
  const rows = ONE_WINNER.map((rule) => {
    const counted = rules[rule];
    return counted.applicable
      ? { rule, winners: counted.winners, why: '', duel: decidedBy(counted, condorcet.pairwise) }
      : { rule, winners: [], why: counted.reason, duel: null };
  });
  return [...rows, condorcetRow(condorcet, idsOf(poll))];
}

/** The options that some rule elects, in the poll's order. */
export function electedOf(poll, rows) {
  const elected = new Set(rows.flatMap(({ winners }) => winners));
  return idsOf(poll).filter((id) => elected.has(id));
}

/** Who of the elected is preferred to whom, each pair once with the preferred one first. */
export function duelsOf(elected, { condorcet: { pairwise } }) {
  const duels = [];
  elected.forEach((one, i) =>
    elected.slice(i + 1).forEach((other) => {
      const duel = between(pairwise, one, other);
      duels.push(duel.nb > duel.na ? between(pairwise, other, one) : duel);
    }),
  );
  return duels;
}
