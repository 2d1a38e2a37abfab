/** The range, the step and the unit of a number. */
import { html } from 'lit';
import { t } from '../../i18n/index.js';
import { numberField, textField } from '../editor-fields.js';

export const editor = {
  options: false,
  settings: ['min', 'max', 'step', 'unit'],

  fields: (values, optionCount, change, errorOf) => {
    const number = (name) => numberField({ values, change, errorOf, name, labelKey: `number.${name}`, fallback: t('number.free'), step: 'any' });
    return html`${number('min')}${number('max')}${number('step')}
    ${textField({ values, change, errorOf, name: 'unit', labelKey: 'number.unit', fallback: t('number.unit.example'), maxLength: 20 })}`;
  },
};
