/**
 * Positions of the bars, values and marks of a histogram, as shares of its width from the start.
 *
 * A bin of a single number is labelled at its middle; other bins are labelled at their edges. The hub uses bins of equal width; the last bin
 * begins with the greatest number only if each number has its own bin.
 *
 * @param bins [{from, to, count}]
 * @param max the greatest number given
 * @param most the maximum number of marks that fit, at least 1
 * @returns {{bars: {from: number, to: number, count: number, share: number}[], marks: {value: number, at: number}[], own: boolean, placeOf:
 *     (value: number) => number, isWithin: (value: number) => boolean}} `share` is relative to the fullest bin; null if there are no bins
 */
export function histogramScale(bins, max, most) {
  if (!bins.length) return null;
  const fullest = Math.max(1, ...bins.map(({ count }) => count));
  const first = bins[0].from;
  const width = bins[0].to - first;
  const last = bins[bins.length - 1];
  const own = last.from === max;
  const position = (value) => ((value - first) / width + (own ? 0.5 : 0)) / bins.length;
  const placeOf = (value) => Math.min(1, Math.max(0, position(value)));
  const isWithin = (value) => placeOf(value) === position(value);
  const labelled = own ? bins.map(({ from }) => from) : [...bins.map(({ from }) => from), last.to];
  const stride = [1, 2, 5, 10, 20].find((each) => Math.ceil(labelled.length / each) <= most) ?? labelled.length;
  return {
    bars: bins.map((bin) => ({ ...bin, share: bin.count / fullest })),
    marks: labelled.filter((value, i) => i % stride === 0).map((value) => ({ value, at: placeOf(value) })),
    own,
    placeOf,
    isWithin,
  };
}
