/** The picture of a comparison of rules, for pages and files. */
import { formatDecimal, letter } from '../i18n/format.js';
import { t } from '../i18n/index.js';
import { directionOf } from '../i18n/text-direction.js';
import { drawComparison } from '../pictures/compare-picture.js';
import { comparisonSentence, ruleName, whyNot } from './compare-text.js';
import { duelsOf, electedOf, rowsOf } from './comparison.js';

/** The picture, see pictures/poll-picture.js; `colors` of the page's theme, else those of files. */
export function comparisonPicture(poll, comparison, colors) {
  const rows = rowsOf(poll, comparison);
  const elected = electedOf(poll, rows);
  const told = { rows, elected, duels: duelsOf(elected, comparison), sentence: comparisonSentence(poll, comparison) };
  const options = poll.options.map(({ id, label }, index) => ({ id, label, index, letter: letter(index) }));
  const say = { rule: (rule) => ruleName(rule, comparison.seats), why: (row) => whyNot(poll, row), number: formatDecimal, duels: t('compare.duels') };
  return { rtl: directionOf(poll.options) === 'rtl', draw: (pen) => drawComparison(pen, told, options, say, colors) };
}
