/** For how long a poll is open: what is offered, how it reads, and what somebody typed. Knows no DOM. */
import { t } from '../i18n/index.js';
import { inPlainDigits } from '../methods/number-parsing.js';

/** In seconds; 0 for no limit. */
export const LIMITS = [0, 10, 15, 20, 30, 60, 90, 120, 300];

/** As the hub allows. */
export const LONGEST_S = 604_800;

/** A limit in words: seconds up to ninety, then minutes, with seconds where there are some. */
export function limitWords(seconds) {
  if (!seconds) return t('limit.none');
  if (seconds <= 90) return t('limit.seconds', { n: seconds });
  const rest = seconds % 60;
  return rest ? `${t('limit.minutes', { n: Math.floor(seconds / 60) })} ${t('limit.seconds', { n: rest })}` : t('limit.minutes', { n: seconds / 60 });
}

/** What was typed, "45" or "1:30", in the digits of any script, in seconds; null if it is no limit. */
export function secondsOf(typed) {
  const [, minutes, seconds] = /^\s*(?:(\d{1,4}):(?=[0-5]\d\s*$))?(\d{1,5})\s*$/.exec(inPlainDigits(typed)) ?? [];
  if (seconds === undefined) return null;
  const all = Number(minutes ?? 0) * 60 + Number(seconds);
  return all > 0 && all <= LONGEST_S ? all : null;
}
