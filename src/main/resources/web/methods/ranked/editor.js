/** The count of a ranking, and for STV the number of seats. */
import { html, nothing } from 'lit';
import { t } from '../../i18n/index.js';
import { choiceField, numberField } from '../editor-fields.js';

const COUNTS = ['irv', 'stv', 'borda', 'schulze', 'rankedpairs'];

export const editor = {
  minOptions: 2,
  settings: ['count', 'seats'],

  // The number of seats is sent with STV only, even if it was entered before.
  toSettings: ({ count, seats }) => ({ count, seats: count === 'stv' ? seats : undefined }),

  fields: (values, optionCount, change, errorOf) => {
    const field = { values, change, errorOf };
    const count = values.count ?? COUNTS[0];
    return html`${choiceField({
      ...field,
      name: 'count',
      labelKey: 'ranked.count',
      choices: COUNTS.map((value) => [value, t(`ranked.count.${value}`)]),
      help: t(`ranked.count.${count}.when`),
    })}${count === 'stv' ? numberField({ ...field, name: 'seats', labelKey: 'ranked.seats-field', fallback: 1, min: 1, max: optionCount || 40 }) : nothing}`;
  },
};
