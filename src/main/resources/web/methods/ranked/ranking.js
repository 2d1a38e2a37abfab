/**
 * A ranking in the making: a list of places, best first, each a list of the option ids that share it. What stands in none is not ranked.
 * Nothing is changed in place. Knows no DOM.
 */

/** The ranking of a ballot, in which a place alone is an id and a shared one is a list. */
export const fromBallot = (ballot) => (ballot?.ranking ?? []).map((place) => [place].flat());

/**
 * The ballot of a ranking, in the one way in which the hub writes it, so that the same ranking is the same ballot: those who share a place
 * stand in the options' order. Where places can be shared, unranked options count as sharing the last one: one alone is written there, and
 * several are left out.
 */
export function toBallot(places, options, ties) {
  const inOrder = (place) => options.map(({ id }) => id).filter((id) => place.includes(id));
  const written = [...places];
  const rest = options.map(({ id }) => id).filter((id) => placeOf(places, id) < 0);
  if (ties && rest.length === 1) written.push(rest);
  else if (ties && !rest.length && written.length > 1 && written.at(-1).length > 1) written.pop();
  return { ranking: written.map((place) => (place.length === 1 ? place[0] : inOrder(place))) };
}

/** The index of an option's place; -1 if it is not ranked. */
export const placeOf = (places, id) => places.findIndex((place) => place.includes(id));

/** Without an option. */
export const without = (places, id) => places.map((place) => place.filter((each) => each !== id)).filter((place) => place.length);

/** With an option in a place of its own, before the one at an index. */
function inserted(places, index, id) {
  return [...places.slice(0, index), [id], ...places.slice(index)];
}

/** Ranks an option below all others. */
export const appended = (places, id) => [...without(places, id), [id]];

/** One step up: out of a shared place to before it, or before the place above; unranked ones become the last. */
export function up(places, id) {
  const at = placeOf(places, id);
  if (at < 0) return appended(places, id);
  if (places[at].length > 1) return inserted(without(places, id), at, id);
  return at === 0 ? places : inserted(without(places, id), at - 1, id);
}

/** One step down: out of a shared place to after it, or after the place below; from the last one out of the ranking. */
export function down(places, id) {
  const at = placeOf(places, id);
  if (at < 0) return places;
  if (places[at].length > 1) return inserted(without(places, id), at + 1, id);
  return at === places.length - 1 ? without(places, id) : inserted(without(places, id), at + 1, id);
}

/** Shares the place above, or leaves it if it is shared with it already. The first place has none above. */
export function tied(places, id) {
  const at = placeOf(places, id);
  if (at < 0) return places;
  if (places[at].indexOf(id) > 0) return inserted(without(places, id), at + 1, id);
  if (at === 0) return places;
  return without(places, id).map((place, i) => (i === at - 1 ? [...place, id] : place));
}

/** The options in the order in which they stand: [{id, place, first}], then the unranked ones in the options' order with place -1. */
export function rows(places, options) {
  const ranked = places.flatMap((place, at) => place.map((id, i) => ({ id, place: at, first: i === 0 })));
  const rest = options.map(({ id }) => id).filter((id) => placeOf(places, id) < 0);
  return [...ranked, ...rest.map((id) => ({ id, place: -1, first: false }))];
}

/**
 * Drops an option at a row, counted without itself; at or beyond `rankedRows(without)` it is after all ranked ones. Between two that share
 * a place it shares it, too.
 */
export function dropped(places, id, row) {
  const rest = without(places, id);
  const flat = rest.flatMap((place, at) => place.map((each, i) => ({ at, i })));
  if (row >= flat.length) return [...rest, [id]];
  const { at, i } = flat[row];
  if (i === 0) return inserted(rest, at, id);
  return rest.map((place, index) => (index === at ? [...place.slice(0, i), id, ...place.slice(i)] : place));
}
