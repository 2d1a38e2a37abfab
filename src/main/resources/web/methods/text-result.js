/** Texts: the newest first. */
import { formatTime } from '../format.js';
import { t } from '../i18n/index.js';
import { plain } from './plain.js';

export const result = plain((poll, tally) => ({
  head: [t('table.text'), t('table.time')],
  rows: (tally.result.entries ?? []).map(({ text, at, state }) => [state === 'starred' ? `★ ${text}` : text, formatTime(at)]),
}));
