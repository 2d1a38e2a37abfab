/** Days and times in the reader's language and time zone. */
import { locale } from '../i18n/index.js';

const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' });

export const formatMoment = (at) => moment.format(at);

/** From one moment to another; the day is said once. */
export const formatPeriod = (from, to) => moment.formatRange(from, to);
