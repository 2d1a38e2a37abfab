/** Form fields for the settings of methods. Hooks: data-testid="setting-NAME". */
import { html } from 'lit';
import { t } from '../i18n/index.js';
import './number-field.js';

/** Wraps a field in its label, help and error; `labelKey` is the key of the label's text. */
const labelled = ({ name, labelKey, errorOf, help }, field) => html`<div class="field">
  <label for="setting-${name}">${t(labelKey)}</label>
  ${field}
  ${help ? html`<span class="soft small">${help}</span>` : ''}
  <span id="setting-${name}-error" class="field-error">${errorOf(`/settings/${name}`)}</span>
</div>`;

/** A whole number, or with `step: 'any'` any number. An empty field has the value undefined; text that is no number is passed on as typed. */
export const numberField = ({ values, change, name, labelKey, errorOf, fallback = '', min, max, step = 1 }) =>
  html`<div class="field">
    <label for="setting-${name}">${t(labelKey)}</label>
    <vh-number-field
      name="setting-${name}"
      testid="setting-${name}"
      .value=${values[name]}
      .min=${min}
      .max=${max}
      .step=${step}
      .placeholder=${String(fallback)}
      .error=${errorOf(`/settings/${name}`)}
      @vh-number=${(event) => change({ [name]: event.detail.value })}
    ></vh-number-field>
  </div>`;

/** A select box: `choices` are [value, label]. */
export function choiceField({ values, change, choices, ...field }) {
  const { name } = field;
  return labelled(
    field,
    html`<select id="setting-${name}" aria-describedby="setting-${name}-error" data-testid="setting-${name}" @change=${(event) => change({ [name]: event.target.value })}>
      ${choices.map(([value, label], i) => html`<option value=${value} ?selected=${values[name] === undefined ? i === 0 : values[name] === value}>${label}</option>`)}
    </select>`,
  );
}

/** A line of text; an empty field has the value undefined. */
export function textField({ values, change, fallback = '', maxLength = 40, ...field }) {
  const { name, errorOf } = field;
  return labelled(
    field,
    html`<input
      id="setting-${name}"
      type="text"
      dir="auto"
      maxlength=${maxLength}
      placeholder=${fallback}
      .value=${values[name] ?? ''}
      aria-invalid=${Boolean(errorOf(`/settings/${name}`))}
      aria-describedby="setting-${name}-error"
      data-testid="setting-${name}"
      @input=${(event) => change({ [name]: event.target.value || undefined })}
    />`,
  );
}

/** A list with one item per line, kept as typed; an empty field has the value undefined. */
export function listField({ values, change, fallback = '', ...field }) {
  const { name, errorOf } = field;
  return labelled(
    field,
    html`<textarea
      id="setting-${name}"
      class="lines"
      dir="auto"
      rows="6"
      placeholder=${fallback}
      .value=${(values[name] ?? []).join('\n')}
      aria-invalid=${Boolean(errorOf(`/settings/${name}`))}
      aria-describedby="setting-${name}-error"
      data-testid="setting-${name}"
      @input=${(event) => change({ [name]: event.target.value ? event.target.value.split('\n') : undefined })}
    ></textarea>`,
  );
}

/** A checkbox. */
export const checkField = ({ values, change, name, labelKey }) =>
  html`<label class="check">
    <input type="checkbox" data-testid="setting-${name}" .checked=${Boolean(values[name])} @change=${(event) => change({ [name]: event.target.checked })} />
    ${t(labelKey)}
  </label>`;
