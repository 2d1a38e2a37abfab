/**
 * Shares of one whole as whole percentages that add up to it: each is rounded down, and the percentages that are still missing go to the
 * largest remainders; between equal ones to the larger share, then to the one that comes first.
 *
 * @param {number[]} shares from 0 to 1, which add up to 1 at the most
 * @returns {number[]} whole percentages, which add up to 100 where the shares add up to 1
 */
export function percentages(shares) {
  // What is a whole percentage but for the last bit of a double is one.
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
