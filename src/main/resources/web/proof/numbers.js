/** number: exact decimals, in units of the ninth. */
import { decimal, quotient, unitsOf } from './canonical.js';
import { need, only, plain } from './poll.js';
import { Fault } from './fault.js';

const PLACES = 9;
const UNIT = 10n ** 9n;
const MOST = 10n ** 15n * UNIT;
const MOST_BINS = 20n;

/** A number in units. */
function units(value) {
  need(typeof value === 'number' || typeof value === 'string');
  const { units: exact, places } = unitsOf(String(value));
  const scaled = places <= PLACES ? exact * 10n ** BigInt(PLACES - places) : null;
  need(scaled !== null && scaled <= MOST && scaled >= -MOST);
  // Text stands only where a double would tell another number.
  need(typeof value === 'number' || decimal(scaled, PLACES) === value);
  return scaled;
}

const floor = (a, b) => a / b - (a % b < 0n ? 1n : 0n);
const ceiling = (a, b) => -floor(-a, b);

export function numberCount(poll) {
  const setting = (name) => {
    try {
      return poll.settings[name] == null ? null : units(poll.settings[name]);
    } catch {
      throw new Fault('settings', { name });
    }
  };
  const [least, greatest, step] = ['min', 'max', 'step'].map(setting);
  if (step !== null && step <= 0n) throw new Fault('settings', { name: 'step' });
  const base = step !== null && least !== null ? least : 0n;
  const counts = new Map();
  return {
    add(ballot, weight) {
      const number = units(only(ballot, 'number'));
      need((least === null || number >= least) && (greatest === null || number <= greatest) && (step === null || (number - base) % step === 0n));
      counts.set(number, (counts.get(number) ?? 0n) + weight);
    },
    result() {
      const numbers = [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
      const count = numbers.reduce((sum, [, n]) => sum + n, 0n);
      if (!count) return { count: 0, mean: null, median: null, min: null, max: null, histogram: [], exact: true };
      const sum = numbers.reduce((all, [number, n]) => all + number * n, 0n);
      const middle = at(numbers, (count - 1n) / 2n) + at(numbers, count / 2n);
      return {
        count: plain(count), mean: quotient(sum, count * UNIT), median: decimal(middle * 5n, PLACES + 1),
        min: decimal(numbers[0][0], PLACES), max: decimal(numbers.at(-1)[0], PLACES),
        histogram: histogram(numbers, base, step ?? lastPlace(numbers)), exact: true,
      };
    },
  };
}

function at(numbers, position) {
  let i = 0;
  for (let rest = position; rest >= numbers[i][1]; i++) rest -= numbers[i][1];
  return numbers[i][0];
}

/** The place of the last decimal of any number, at most 1. */
function lastPlace(numbers) {
  let unit = UNIT;
  while (numbers.some(([number]) => number % unit)) unit /= 10n;
  return unit;
}

function histogram(numbers, base, unit) {
  const [first, last] = [numbers[0][0] - base, numbers.at(-1)[0] - base];
  for (let power = 1n; ; power *= 10n) {
    for (const times of [power, 2n * power, 5n * power]) {
      const width = unit * times;
      const start = floor(first, width);
      const upper = ceiling(last, width);
      const end = times === 1n ? floor(last, width) + 1n : upper > start ? upper : start + 1n;
      if (end - start <= MOST_BINS) return filled(numbers, base, width, start, Number(end - start));
    }
  }
}

function filled(numbers, base, width, start, size) {
  const counts = Array.from({ length: size }, () => 0n);
  for (const [number, n] of numbers) counts[Math.min(Number(floor(number - base, width) - start), size - 1)] += n;
  const edge = (i) => decimal(base + (start + BigInt(i)) * width, PLACES);
  return counts.map((n, i) => ({ from: edge(i), to: edge(i + 1), count: plain(n) }));
}
