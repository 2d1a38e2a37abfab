/**
 * Converts shares of a whole to whole percentages that add up to it, by the largest-remainder method: each is rounded down, and the missing
 * percentages go to the largest remainders; if those are equal, to the larger share, then to the first one.
 *
 * @param {number[]} shares from 0 to 1, with a sum of at most 1
 * @returns {number[]} whole percentages, which add up to 100 if the shares add up to 1
 */
export function percentages(shares) {
  // Removes the rounding errors of floating point.
  const exact = shares.map((share) => Math.round(share * 1e11) / 1e9);
  const percents = exact.map(Math.floor);
  const sum = (numbers) => numbers.reduce((all, each) => all + each, 0);
  const missing = Math.round(sum(exact)) - sum(percents);
  exact
    .map((each, i) => ({ i, each, rest: each - percents[i] }))
    .sort((a, b) => b.rest - a.rest || b.each - a.each || a.i - b.i)
    .slice(0, Math.max(0, missing))
    .forEach(({ i }) => (percents[i] += 1));
  return percents;
}
