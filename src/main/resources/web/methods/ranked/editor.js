/** How rankings are counted, and for stv how many are elected. */
import { html, nothing } from 'lit';
import { t } from '../../i18n/index.js';
import { choiceField, numberField } from '../editor-fields.js';

const COUNTS = ['irv', 'stv', 'borda', 'schulze', 'rankedpairs'];

export const editor = {
  leastOptions: 2,
  settings: ['count', 'seats'],

  // Seats that were typed before another count was chosen are not sent with it.
  sent: ({ count, seats }) => ({ count, seats: count === 'stv' ? seats : undefined }),

  fields: (values, optionCount, change, errorOf) => {
    const field = { values, change, errorOf };
    const count = values.count ?? COUNTS[0];
    return html`${choiceField({
      ...field,
      name: 'count',
      words: 'ranked.count',
      choices: COUNTS.map((value) => [value, t(`ranked.count.${value}`)]),
      more: t(`ranked.count.${count}.when`),
    })}${count === 'stv' ? numberField({ ...field, name: 'seats', words: 'ranked.seats-field', fallback: 1, min: 1, max: optionCount || 40 }) : nothing}`;
  },
};
