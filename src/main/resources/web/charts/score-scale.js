/**
 * Positions of score bars. The axis does not move while votes come in: if the neutral score is within the range, the axis is in the middle,
 * and the longest bar reaches an end.
 */

/** The neutral score is 0 if it is in the range, else the middle, as in the control's slider. */
const neutralOf = ({ min, max }) => (min <= 0 && max >= 0 ? 0 : (min + max) / 2);

/**
 * @param settings {min, max, rank}
 * @param options the result's options, [{id, count, sum, mean}]
 * @returns {{axis: number, bars: Map<string, {value: ?number, from: number, width: number}>}} positions as shares of the width, from the start;
 *     `value` is the deciding figure, null for an option without scores
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
