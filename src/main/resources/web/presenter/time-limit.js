/** Time limits of polls: the choices, their format, and parsing what was typed. Uses no DOM. */
import { t } from '../i18n/index.js';
import { toAsciiDigits } from '../methods/number-parsing.js';

/** In seconds; 0 for no limit. */
export const LIMIT_CHOICES_S = [0, 10, 15, 20, 30, 60, 90, 120, 300];

/** The hub's maximum. */
export const MAX_LIMIT_S = 604_800;

/** A limit as text: in seconds up to 90, then in minutes and seconds. */
export function formatLimit(seconds) {
  if (!seconds) return t('limit.none');
  if (seconds <= 90) return t('limit.seconds', { n: seconds });
  const rest = seconds % 60;
  return rest ? `${t('limit.minutes', { n: Math.floor(seconds / 60) })} ${t('limit.seconds', { n: rest })}` : t('limit.minutes', { n: seconds / 60 });
}

/** Parses "45" or "1:30", in the digits of any script, to seconds; null if it is no limit. */
export function parseLimit(typed) {
  const [, minutes, seconds] = /^\s*(?:(\d{1,4}):(?=[0-5]\d\s*$))?(\d{1,5})\s*$/.exec(toAsciiDigits(typed)) ?? [];
  if (seconds === undefined) return null;
  const all = Number(minutes ?? 0) * 60 + Number(seconds);
  return all > 0 && all <= MAX_LIMIT_S ? all : null;
}
