/** How many options a voter may choose. */
import { html } from 'lit';
import { numberField } from '../editor-fields.js';

export const editor = {
  settings: ['min', 'max'],

  // The hub writes min and max out; where they say nothing, the fields stay empty and follow the options.
  start: ({ min, max }, poll) => ({ min: min === 1 ? undefined : min, max: max === poll.options.length ? undefined : max }),

  fields: (values, optionCount, change, errorOf) => {
    const field = (name, fallback) => numberField({ name, words: `multiple.${name}`, values, change, errorOf, fallback, min: 0, max: 100 });
    return html`${field('min', 1)}${field('max', optionCount)}`;
  },
};
