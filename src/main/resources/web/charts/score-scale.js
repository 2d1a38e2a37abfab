/**
 * Where a score bar begins and ends. Its axis does not move while votes come in: with the neutral score inside the range it stands in the
 * middle, and the longest bar reaches an end.
 */

/** The neutral score is 0 where there is one, or else the middle: as the slider of the control has it. */
const neutralOf = ({ min, max }) => (min <= 0 && max >= 0 ? 0 : (min + max) / 2);

/**
 * @param settings {min, max, rank}
 * @param options the result's options, [{id, count, sum, mean}]
 * @returns {{axis: number, bars: Map<string, {value: ?number, from: number, width: number}>}} places as shares of the width, from the start;
 *     `value` is the figure that decides, null for an option that nobody scored
 */
export function scoreBars(settings, options) {
  const { min, max, rank } = settings;
  const byMean = rank === 'mean';
  const valueOf = (option) => (byMean ? option.mean : option.count ? option.sum : null);
  const neutral = byMean ? neutralOf(settings) : 0;
  const reach = byMean
    ? Math.max(max - neutral, neutral - min)
    : Math.max(1, ...options.map((option) => Math.abs(valueOf(option) ?? 0)));
  const [least, most] = [min < neutral ? -reach : 0, max > neutral ? reach : 0];
  const place = (distance) => (distance - least) / (most - least || 1);
  const axis = place(0);
  const bars = new Map(
    options.map((option) => {
      const value = valueOf(option) ?? null;
      const end = place(value === null ? 0 : value - neutral);
      return [option.id, { value, from: Math.min(axis, end), width: Math.abs(end - axis) }];
    }),
  );
  return { axis, bars };
}
