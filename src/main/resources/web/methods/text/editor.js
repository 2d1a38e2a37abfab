/** How long a text may be, and whether the presenter approves each before voters see it. */
import { html } from 'lit';
import { checkField, numberField } from '../editor-fields.js';

export const editor = {
  options: false,
  settings: ['maxLength', 'moderated'],
  fields: (values, optionCount, change, errorOf) => {
    const field = { values, change, errorOf };
    return html`${numberField({ ...field, name: 'maxLength', words: 'text.max', fallback: 280, min: 1, max: 2000 })}
    ${checkField({ ...field, name: 'moderated', words: 'text.moderated' })}`;
  },
};
