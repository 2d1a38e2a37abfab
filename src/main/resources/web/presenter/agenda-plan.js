/** When the steps of a running order begin, and what they are called. Uses no DOM. */
import { isolated, t } from '../i18n/index.js';
import { parseLimit } from './time-limit.js';

const MS = 1000;

/** Seconds as they are typed and shown in fields: 0:30, 10:00. */
export function formatSeconds(seconds) {
  return seconds ? `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}` : '';
}

/** Typed "45" or "1:30" as seconds; undefined for no time, null for what is none. */
export function readSeconds(typed) {
  return typed.trim() === '' ? undefined : parseLimit(typed);
}

/** What a step is called: the title of its break, or the question of its poll. */
export function stepTitle(step, polls) {
  if (step.break !== undefined) return isolated(step.break);
  return isolated(polls.find(({ id }) => id === step.poll)?.question ?? t('agenda.gone'));
}

/** How long a step takes in ms; Infinity if somebody has to end it. */
export function durationMs(step) {
  return step.seconds ? (step.seconds + (step.showSeconds ?? 0)) * MS : Infinity;
}

/**
 * When each step that is still to come begins, by its id, in ms since the epoch; steps behind one without an end are left out.
 * @param {object} agenda with its `current`, or it begins now
 */
export function beginnings({ steps, current, next }, now) {
  const times = new Map();
  let at = now;
  if (current) {
    const { endsAt, phase, step } = current;
    if (!endsAt || !['open', 'result', 'break'].includes(phase)) return times;
    at = Math.max(now, endsAt + (phase === 'open' ? (step.showSeconds ?? 0) * MS : 0));
  }
  const from = steps.findIndex(({ id }) => id === next);
  if (from < 0) return times;
  for (const step of steps.slice(from)) {
    if (at === Infinity) break;
    times.set(step.id, at);
    at += durationMs(step);
  }
  return times;
}

/** How long all steps take together in ms; Infinity if one has no end. */
export function totalMs(steps) {
  return steps.reduce((sum, step) => sum + durationMs(step), 0);
}
