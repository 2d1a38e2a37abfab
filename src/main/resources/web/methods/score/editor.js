/** The range of scores, and whether their sum or their mean decides. */
import { html } from 'lit';
import { t } from '../../i18n/index.js';
import { choiceField, numberField } from '../editor-fields.js';

export const editor = {
  settings: ['min', 'max', 'rank'],

  fields: (values, optionCount, change, errorOf) => {
    const field = { values, change, errorOf };
    return html`${numberField({ ...field, name: 'min', labelKey: 'score.min', fallback: -2 })}${numberField({ ...field, name: 'max', labelKey: 'score.max', fallback: 2 })}
    ${choiceField({ ...field, name: 'rank', labelKey: 'score.rank', choices: ['sum', 'mean'].map((value) => [value, t(`score.rank.${value}`)]) })}`;
  },
};
