/** Numbers: the middle, and how they spread. */
import { formatDecimal, formatNumber } from '../format.js';
import { t } from '../i18n/index.js';
import { plain } from './plain.js';

export const result = plain((poll, tally) => {
  const { mean, median, min, max, histogram = [] } = tally.result;
  const unit = poll.settings?.unit ? ` ${poll.settings.unit}` : '';
  const number = (value) => (value == null ? '–' : `${formatDecimal(value)}${unit}`);
  return {
    head: [t('table.figure'), t('table.value')],
    rows: [
      [t('table.median'), number(median)],
      [t('table.mean'), number(mean)],
      [t('table.least'), number(min)],
      [t('table.greatest'), number(max)],
      ...histogram.map(({ from, to, count }) => [
        from === to ? number(from) : t('table.from-to', { from: formatDecimal(from), to: number(to) }),
        t('votes', { n: count }),
      ]),
    ],
  };
});
