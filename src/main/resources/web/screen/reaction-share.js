/**
 * The reactions of a second that are drawn, as a list of emoji: all, or a share in proportion where there are more than `most`. Every emoji
 * that was used is drawn at least once.
 *
 * @param {Object<string, number>} counts
 * @param {number} most at least the number of different emoji
 */
export function share(counts, most) {
  const entries = Object.entries(counts).filter(([, n]) => n > 0);
  const sum = entries.reduce((all, [, n]) => all + n, 0);
  const free = most - entries.length;
  const drawn = entries.map(([emoji, n]) => [emoji, sum <= most ? n : 1 + Math.floor((free * n) / sum)]);
  // In turns, so that the emoji rise among each other.
  const list = [];
  while (drawn.some(([, n]) => n > 0)) {
    for (const each of drawn) {
      if (each[1]-- > 0) list.push(each[0]);
    }
  }
  return list;
}
