/** Points: what each option got of all that were given. */
import { formatNumber, formatShare } from '../format.js';
import { t } from '../i18n/index.js';
import { byId, optionRows, plain } from './plain.js';

export const result = plain((poll, tally) => {
  const options = byId(tally.result.options);
  return {
    head: [t('table.option'), t('table.points'), t('table.share')],
    rows: optionRows(poll, tally, (id) => {
      const { sum = 0, share = 0 } = options.get(id) ?? {};
      return [formatNumber(sum), formatShare(share)];
    }),
  };
});
