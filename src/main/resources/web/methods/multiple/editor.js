/** The number of options that a voter may choose. */
import { html } from 'lit';
import { numberField } from '../editor-fields.js';

export const editor = {
  settings: ['min', 'max'],

  // The hub always returns min and max; with their default values the fields stay empty, so that max follows the number of options.
  toValues: ({ min, max }, poll) => ({ min: min === 1 ? undefined : min, max: max === poll.options.length ? undefined : max }),

  fields: (values, optionCount, change, errorOf) => {
    const field = (name, fallback) => numberField({ name, labelKey: `multiple.${name}`, values, change, errorOf, fallback, min: 0, max: 100 });
    return html`${field('min', 1)}${field('max', optionCount)}`;
  },
};
