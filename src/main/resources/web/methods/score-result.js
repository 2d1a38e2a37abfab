/** Score voting: sums and means. */
import { formatDecimal, formatNumber } from '../format.js';
import { t } from '../i18n/index.js';
import { byId, optionRows, plain } from './plain.js';

export const result = plain((poll, tally) => {
  const options = byId(tally.result.options);
  const number = (value) => (value == null ? '–' : formatDecimal(value));
  return {
    head: [t('table.option'), t('table.sum'), t('table.mean'), t('table.median'), t('table.scored')],
    rows: optionRows(poll, tally, (id) => {
      const { sum, mean, median, count } = options.get(id) ?? {};
      return [number(sum), number(mean), number(median), formatNumber(count)];
    }),
  };
});
