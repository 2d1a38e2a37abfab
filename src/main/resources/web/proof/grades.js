/** grades: majority judgment. */
import { given, need, plain } from './poll.js';
import { Fault } from './fault.js';

export function gradesCount(poll) {
  const names = poll.settings.grades;
  const well = Array.isArray(names) && names.length >= 2 && names.length <= 100 && names.every((name) => typeof name === 'string');
  if (!well || new Set(names).size !== names.length) throw new Fault('settings', { name: 'grades' });
  const counts = poll.ids.map(() => names.map(() => 0n));
  let all = 0n;
  return {
    add(ballot, weight) {
      const grades = new Map(given(poll, ballot, 'grades'));
      const places = poll.ids.map((id) => names.indexOf(grades.has(id) ? grades.get(id) : names.at(-1)));
      need(places.every((place) => place >= 0));
      places.forEach((place, i) => (counts[i][place] += weight));
      all += weight;
    },
    result() {
      const ranking = all ? rank(poll.ids, counts) : [];
      return {
        options: poll.ids.map((id, i) => ({
          id, grade: all ? names[median(counts[i])] : null,
          histogram: Object.fromEntries(names.map((name, grade) => [name, plain(counts[i][grade])])),
        })),
        ranking,
        winners: ranking[0] ?? [],
      };
    },
  };
}

/** Best first; those with the same grades are tied. */
function rank(ids, counts) {
  const ranking = [];
  let rest = ids.map((_, i) => i);
  while (rest.length) {
    const best = rest.reduce((first, i) => (isBetter(counts[i], counts[first]) ? i : first));
    const place = rest.filter((i) => counts[i].every((n, grade) => n === counts[best][grade]));
    ranking.push(place.map((i) => ids[i]));
    rest = rest.filter((i) => !place.includes(i));
  }
  return ranking;
}

const total = (counts) => counts.reduce((a, b) => a + b, 0n);

/** The index of the lower median grade. */
function median(counts) {
  let grade = 0;
  for (let rest = total(counts) / 2n; rest >= counts[grade]; grade++) rest -= counts[grade];
  return grade;
}

/**
 * Whether one option's grades are better than another's when median grades are taken away one by one. With the grades of an option in a
 * row, best first, the places that are taken away are the same for all options; the first at which two rows differ decides.
 */
function isBetter(one, other) {
  const all = total(one);
  let [first, better, ones, others] = [null, false, 0n, 0n];
  one.forEach((n, grade) => {
    ones += n;
    others += other[grade];
    if (ones === others) return;
    const turn = firstTurn(ones < others ? ones : others, (ones > others ? ones : others) - 1n, all);
    if (first === null || turn < first) [first, better] = [turn, ones > others];
  });
  return better;
}

/** When the first of the places from start to end, counted from 0, is taken away. */
function firstTurn(start, end, all) {
  const middle = all / 2n;
  if (start > middle) return 2n * (start - middle) - (all % 2n);
  return end < middle ? 2n * (middle - end) - (1n - (all % 2n)) : 0n;
}
