/** Majority judgment: each option's majority grade. */
import { formatNumber } from '../format.js';
import { t } from '../i18n/index.js';
import { gradeName } from './grade-names.js';
import { byId, optionRows, plain } from './plain.js';

export const result = plain((poll, tally) => {
  const options = byId(tally.result.options);
  const grades = poll.settings?.grades ?? [];
  return {
    head: [t('table.option'), t('table.grade'), ...grades.map(gradeName)],
    rows: optionRows(poll, tally, (id) => {
      const { grade, histogram = {} } = options.get(id) ?? {};
      return [grade && tally.ballots ? gradeName(grade) : '–', ...grades.map((each) => formatNumber(histogram[each]))];
    }),
  };
});
