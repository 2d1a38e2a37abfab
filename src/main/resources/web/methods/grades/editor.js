/** The grades, best first, a line each. */
import { t } from '../../i18n/index.js';
import { gradeName } from './grade-names.js';
import { linesField } from '../editor-fields.js';

const USUAL = ['excellent', 'very-good', 'good', 'passable', 'poor', 'reject'];
const isUsual = (grades) => grades?.length === USUAL.length && USUAL.every((grade, i) => grade === grades[i]);

export const editor = {
  settings: ['grades'],

  // The usual grades have their names in the reader's language only while they are nobody's own words.
  start: ({ grades }) => ({ grades: isUsual(grades) ? undefined : grades }),

  sent: ({ grades }) => {
    const names = (grades ?? []).map((name) => name.trim()).filter(Boolean);
    return { grades: names.length ? names : undefined };
  },

  fields: (values, optionCount, change, errorOf) =>
    linesField({ values, change, errorOf, name: 'grades', words: 'grades.names', fallback: USUAL.map(gradeName).join('\n'), more: t('grades.names.more') }),
};
