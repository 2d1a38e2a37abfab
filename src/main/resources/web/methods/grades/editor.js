/** The grades, best first, one per line. */
import { t } from '../../i18n/index.js';
import { gradeName } from './grade-names.js';
import { listField } from '../editor-fields.js';

const DEFAULT_GRADES = ['excellent', 'very-good', 'good', 'passable', 'poor', 'reject'];
const isDefault = (grades) => grades?.length === DEFAULT_GRADES.length && DEFAULT_GRADES.every((grade, i) => grade === grades[i]);

export const editor = {
  settings: ['grades'],

  // The default grades are translated only as long as the field is empty.
  toValues: ({ grades }) => ({ grades: isDefault(grades) ? undefined : grades }),

  toSettings: ({ grades }) => {
    const names = (grades ?? []).map((name) => name.trim()).filter(Boolean);
    return { grades: names.length ? names : undefined };
  },

  fields: (values, optionCount, change, errorOf) =>
    listField({ values, change, errorOf, name: 'grades', labelKey: 'grades.names', fallback: DEFAULT_GRADES.map(gradeName).join('\n'), help: t('grades.names.more') }),
};
