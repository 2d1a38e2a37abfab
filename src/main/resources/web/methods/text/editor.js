/** The maximum length of a text, and whether the presenter approves texts before voters see them. */
import { html } from 'lit';
import { checkField, numberField } from '../editor-fields.js';

export const editor = {
  options: false,
  settings: ['maxLength', 'moderated'],
  fields: (values, optionCount, change, errorOf) => {
    const field = { values, change, errorOf };
    return html`${numberField({ ...field, name: 'maxLength', labelKey: 'text.max', fallback: 280, min: 1, max: 2000 })}
    ${checkField({ ...field, name: 'moderated', labelKey: 'text.moderated' })}`;
  },
};
