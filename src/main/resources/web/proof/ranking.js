/** Reads rankings. */
import { need, only } from './poll.js';

/** The places of a ranking, each a list of options, as indexes. */
export function placesOf(poll, ballot, ties) {
  const ranking = only(ballot, 'ranking');
  need(Array.isArray(ranking) && ranking.length);
  const places = ranking.map((place) => (ties && Array.isArray(place) ? place : [place]));
  const ranked = places.flat();
  need(places.every(({ length }) => length) && ranked.every((id) => typeof id === 'string' && poll.index.has(id)) && new Set(ranked).size === ranked.length);
  return places.map((place) => place.map((id) => poll.index.get(id)));
}
