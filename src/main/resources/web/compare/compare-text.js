/** What is said of a comparison of rules: its sentence and its table. */
import '../i18n/compare.js';
import { formatDecimal, formatList } from '../i18n/format.js';
import { t } from '../i18n/index.js';
import { electedOf, rowsOf } from './comparison.js';

const labelOf = (poll) => {
  const labels = new Map(poll.options.map(({ id, label }) => [id, label]));
  return (id) => labels.get(id) ?? id;
};

/** The name of a rule. */
export const ruleName = (rule, seats) => (rule === 'stv' && seats > 1 ? t('compare.rule.stv-seats', { n: seats }) : t(`compare.rule.${rule}`));

/** Why a rule elects nobody; '' if it does. */
export function whyNot(poll, { why, smith }) {
  if (why === 'cycle') return t('compare.cycle', { names: formatList(smith.map(labelOf(poll))) });
  return why ? t(`compare.${why}`) : '';
}

/** The outcome in a sentence. */
export function comparisonSentence(poll, comparison) {
  const rows = rowsOf(poll, comparison);
  const elected = electedOf(poll, rows).map(labelOf(poll));
  if (!elected.length) return t('compare.nobody');
  if (comparison.seats > 1) return t(comparison.agree ? 'compare.agree-seats' : 'compare.differ');
  return comparison.agree ? t('compare.agree', { names: formatList(elected) }) : t('compare.differ');
}

/** The comparison as a table: a row for each rule. */
export function comparisonTable(poll, comparison) {
  const label = labelOf(poll);
  const numbers = ({ a, na, b, nb }) => [[a, na], ...(b === null ? [] : [[b, nb]])].map(([id, n]) => `${label(id)} ${formatDecimal(n)}`).join(' · ');
  return {
    caption: t('compare.title'),
    words: true,
    head: [t('compare.rule'), t('compare.elected'), t('compare.numbers')],
    rows: rowsOf(poll, comparison).map((row) => [
      ruleName(row.rule, comparison.seats),
      row.winners.length ? formatList(row.winners.map(label)) : whyNot(poll, row) || '–',
      row.duel ? numbers(row.duel) : '',
    ]),
  };
}
