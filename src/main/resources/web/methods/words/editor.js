/** How many words a voter gives. */
import { numberField } from '../editor-fields.js';

export const editor = {
  options: false,
  settings: ['max'],
  fields: (values, optionCount, change, errorOf) => numberField({ values, change, errorOf, name: 'max', words: 'words.max', fallback: 3, min: 1, max: 10 }),
};
