/** The bounds, the step and the unit of a number. */
import { html } from 'lit';
import { t } from '../../i18n/index.js';
import { numberField, wordsField } from '../editor-fields.js';

export const editor = {
  options: false,
  settings: ['min', 'max', 'step', 'unit'],

  fields: (values, optionCount, change, errorOf) => {
    const number = (name) => numberField({ values, change, errorOf, name, words: `number.${name}`, fallback: t('number.free'), step: 'any' });
    return html`${number('min')}${number('max')}${number('step')}
    ${wordsField({ values, change, errorOf, name: 'unit', words: 'number.unit', fallback: t('number.unit.example'), most: 20 })}`;
  },
};
