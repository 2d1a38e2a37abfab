/** The number of points that a voter distributes. */
import { numberField } from '../editor-fields.js';

export const editor = {
  settings: ['total'],
  fields: (values, optionCount, change, errorOf) =>
    numberField({ values, change, errorOf, name: 'total', labelKey: 'points.total', fallback: 100, min: 1, max: 10_000 }),
};
