/**
 * Operations on a ranking: a list of places, best first, each a list of the option ids that share it. Options that are in no place are not
 * ranked. Rankings are never mutated. Uses no DOM.
 */

/** The ranking of a ballot, in which a place is an id, or a list of ids if it is shared. */
export const fromBallot = (ballot) => (ballot?.ranking ?? []).map((place) => [place].flat());

/**
 * The ballot of a ranking in the hub's canonical form, so that equal rankings are equal ballots: options that share a place are in the poll's
 * order. If ties are allowed, unranked options share the last place: a single one is added, several are omitted.
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

/** The ranking without an option. */
export const without = (places, id) => places.map((place) => place.filter((each) => each !== id)).filter((place) => place.length);

/** Inserts an option in a place of its own before an index. */
function insert(places, index, id) {
  return [...places.slice(0, index), [id], ...places.slice(index)];
}

/** Ranks an option below all others. */
export const append = (places, id) => [...without(places, id), [id]];

/** Moves an option up: out of a shared place to before it, or before the place above; an unranked one becomes the last. */
export function moveUp(places, id) {
  const at = placeOf(places, id);
  if (at < 0) return append(places, id);
  if (places[at].length > 1) return insert(without(places, id), at, id);
  return at === 0 ? places : insert(without(places, id), at - 1, id);
}

/** Moves an option down: out of a shared place to after it, or after the place below; from the last place out of the ranking. */
export function moveDown(places, id) {
  const at = placeOf(places, id);
  if (at < 0) return places;
  if (places[at].length > 1) return insert(without(places, id), at + 1, id);
  return at === places.length - 1 ? without(places, id) : insert(without(places, id), at + 1, id);
}

/** Lets an option share the place above, or leave a shared place. The first place has none above. */
export function toggleTie(places, id) {
  const at = placeOf(places, id);
  if (at < 0) return places;
  if (places[at].indexOf(id) > 0) return insert(without(places, id), at + 1, id);
  if (at === 0) return places;
  return without(places, id).map((place, i) => (i === at - 1 ? [...place, id] : place));
}

/** The rows of the control: [{id, place, first}] in order, then the unranked options in the poll's order with place -1. */
export function rankingRows(places, options) {
  const ranked = places.flatMap((place, at) => place.map((id, i) => ({ id, place: at, first: i === 0 })));
  const rest = options.map(({ id }) => id).filter((id) => placeOf(places, id) < 0);
  return [...ranked, ...rest.map((id) => ({ id, place: -1, first: false }))];
}

/**
 * Moves an option to a row, counted without itself; at the end of the ranked rows it becomes the last. Between two options that share a
 * place it shares it, too.
 */
export function moveToRow(places, id, row) {
  const rest = without(places, id);
  const flat = rest.flatMap((place, at) => place.map((each, i) => ({ at, i })));
  if (row >= flat.length) return [...rest, [id]];
  const { at, i } = flat[row];
  if (i === 0) return insert(rest, at, id);
  return rest.map((place, index) => (index === at ? [...place.slice(0, i), id, ...place.slice(i)] : place));
}
