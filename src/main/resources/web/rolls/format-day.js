/** A time as a day in the reader's language. */
import { locale } from '../i18n/index.js';

const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });

export const formatDay = (at) => day.format(at);
