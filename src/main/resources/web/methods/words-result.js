/** Words: how many said each. */
import { formatNumber } from '../format.js';
import { t } from '../i18n/index.js';
import { plain } from './plain.js';

export const result = plain((poll, tally) => ({
  head: [t('table.word'), t('table.votes')],
  rows: (tally.result.words ?? []).map(({ word, votes }) => [word, formatNumber(votes)]),
}));
