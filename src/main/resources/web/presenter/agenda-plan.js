/** When the steps of a running order begin, what they are called, and what the main button does about them. Uses no DOM. */
import { isolated, t } from '../i18n/index.js';
import { shorten } from './presenter-actions.js';
import { parseLimit } from './time-limit.js';

const MS = 1000;

/** Seconds as they are typed and shown in fields: 0:30, 10:00. */
export function formatStepTime(seconds) {
  return seconds ? `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}` : '';
}

/** Typed "45" or "1:30" as seconds; undefined for no time, null for what is none. */
export function readSeconds(typed) {
  return typed.trim() === '' ? undefined : parseLimit(typed);
}

/** What a step is called: the title of its break, or the question of its poll. */
export function stepTitle(step, polls) {
  return isolated(plainTitle(step, polls));
}

function plainTitle(step, polls) {
  return step.break ?? polls.find(({ id }) => id === step.poll)?.question ?? t('agenda.gone');
}

/** The step after the one under way; undefined at the end. */
export function followingStep({ steps, next }) {
  return steps.find(({ id }) => id === next);
}

/**
 * Whether the main button of a poll belongs to the running order: the poll is under way, or a break is and the poll is over or comes next. A draft
 * that a presenter has selected meanwhile keeps its own.
 */
export function leadsPoll(agenda, poll) {
  if (!agenda?.current) return false;
  const { phase, step } = agenda.current;
  if (phase !== 'break') return step.poll === poll.id;
  return poll.state === 'closed' || followingStep(agenda)?.poll === poll.id;
}

/** What the main button does while the running order goes on: {kind, text, turn, call: {step, body}}, as `nextStep`. */
export function orderStep(agenda, polls) {
  const { current, turn } = agenda;
  const step = { kind: 'next', turn, call: { step: 'next', body: { turn } } };
  if (current.phase === 'starting') return { ...step, kind: 'opening', text: t('agenda.now.starting'), call: null };
  if (current.phase === 'held') return { ...step, text: t('agenda.resume'), call: { step: 'run', body: {} } };
  if (current.phase === 'open') {
    const closing = polls.find(({ id }) => id === current.step.poll)?.closing;
    return closing ? { ...step, kind: 'closing', text: t('poll.closing'), call: null } : { ...step, kind: 'close', text: t('next.close') };
  }
  const following = followingStep(agenda);
  return { ...step, text: following ? t('next.next', { question: isolated(shorten(plainTitle(following, polls))) }) : t('agenda.finish') };
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
