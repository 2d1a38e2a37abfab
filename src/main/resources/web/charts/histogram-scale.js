/**
 * Where the bars, the figures and the marks of a histogram stand, as shares of its width from the start.
 *
 * A bin that holds one number only is labelled in its middle, and that number stands there; else bins are labelled at their edges. The
 * hub sorts numbers into bins of one width; the last one begins with the greatest number only where each number has its own.
 *
 * @param bins [{from, to, count}]
 * @param max the greatest number that was given
 * @param most the most marks that have room, at least 1
 * @returns {{bars: {from: number, to: number, count: number, share: number}[], marks: {value: number, at: number}[], own: boolean, placeOf:
 *     (value: number) => number}} `share` is of the fullest bin; null where there are no bins
 */
export function histogramScale(bins, max, most) {
  if (!bins.length) return null;
  const fullest = Math.max(1, ...bins.map(({ count }) => count));
  const first = bins[0].from;
  const width = bins[0].to - first;
  const last = bins[bins.length - 1];
  const own = last.from === max;
  const placeOf = (value) => Math.min(1, Math.max(0, ((value - first) / width + (own ? 0.5 : 0)) / bins.length));
  const labelled = own ? bins.map(({ from }) => from) : [...bins.map(({ from }) => from), last.to];
  const stride = [1, 2, 5, 10, 20].find((each) => Math.ceil(labelled.length / each) <= most) ?? labelled.length;
  return {
    bars: bins.map((bin) => ({ ...bin, share: bin.count / fullest })),
    marks: labelled.filter((value, i) => i % stride === 0).map((value) => ({ value, at: placeOf(value) })),
    own,
    placeOf,
  };
}
