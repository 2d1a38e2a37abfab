/** What all methods read of a poll and of its ballots. */
import { Fault } from './fault.js';

export const isWhole = (value) => Number.isSafeInteger(value);

/** Values of JSON from exact ones. */
export const plain = (whole) => Number(whole);

/** A reason why a ballot is none of the poll; the caller says which line it is. */
export function need(condition) {
  if (!condition) throw new Error('no ballot of this poll');
}

export function only(ballot, field) {
  need(Object.keys(ballot).length === 1 && Object.hasOwn(ballot, field));
  return ballot[field];
}

/** The values that a ballot gives to options, as pairs. */
export function given(poll, ballot, field) {
  const values = only(ballot, field);
  need(values && typeof values === 'object' && !Array.isArray(values));
  const pairs = Object.entries(values);
  need(pairs.every(([id]) => poll.index.has(id)));
  return pairs;
}

/** A setting that is a whole number within bounds. */
export function wholeSetting({ settings }, name, least, most) {
  const value = settings[name];
  if (!isWhole(value) || value < least || value > most) throw new Fault('settings', { name });
  return value;
}

/** What of a manifest decides how ballots count. */
export function pollOf({ method, settings, options }) {
  const ids = options.map((option) => option?.id);
  const index = new Map(ids.map((id, i) => [id, i]));
  if (ids.length > 1000 || index.size !== ids.length || !ids.every((id) => typeof id === 'string')) throw new Fault('settings', { name: 'options' });
  return { method, settings, ids, index };
}
