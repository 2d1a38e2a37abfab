/** How long a text may be. */
import { numberField } from './fields.js';

export const editor = {
  options: false,
  settings: ['maxLength'],
  fields: (values, optionCount, change, errorOf) =>
    numberField({ values, change, errorOf, name: 'maxLength', words: 'text.max', fallback: 280, min: 1, max: 2000 }),
};
