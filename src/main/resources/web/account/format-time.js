/** How the account page tells when something was. */
import { locale } from '../i18n/index.js';

const MINUTE_MS = 60_000;
const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });

/** The date. */
export const formatDay = (at) => date.format(at);

/** 'now', a number of minutes or hours ago, or the date. */
export function formatTime(at) {
  const minutes = Math.round((at - Date.now()) / MINUTE_MS);
  if (minutes > -1) return relative.format(0, 'second');
  if (minutes > -60) return relative.format(minutes, 'minute');
  return minutes > -24 * 60 ? relative.format(Math.round(minutes / 60), 'hour') : date.format(at);
}
