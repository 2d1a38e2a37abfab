/** The number of words that a voter may give. */
import { numberField } from '../editor-fields.js';

export const editor = {
  options: false,
  settings: ['max'],
  fields: (values, optionCount, change, errorOf) => numberField({ values, change, errorOf, name: 'max', labelKey: 'words.max', fallback: 3, min: 1, max: 10 }),
};
