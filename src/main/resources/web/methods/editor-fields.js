/** Fields of which the methods' editors are made. Hooks: data-testid="setting-NAME". */
import { html } from 'lit';
import { t } from '../i18n/index.js';
import './number-field.js';

/** What every field is told: `words` is its label's key. */
const around = ({ name, words, errorOf, more }, field) => html`<div class="field">
  <label for="setting-${name}">${t(words)}</label>
  ${field}
  ${more ? html`<span class="soft small">${more}</span>` : ''}
  <span id="setting-${name}-error" class="field-error">${errorOf(`/settings/${name}`)}</span>
</div>`;

/** A whole number, or with `step: 'any'` any number; empty says undefined. What is no number is handed on as it was typed. */
export const numberField = ({ values, change, name, words, errorOf, fallback = '', min, max, step = 1 }) =>
  html`<div class="field">
    <label for="setting-${name}">${t(words)}</label>
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

/** A choice of a few: `choices` are [value, words]. */
export function choiceField({ values, change, choices, ...field }) {
  const { name } = field;
  return around(
    field,
    html`<select id="setting-${name}" aria-describedby="setting-${name}-error" data-testid="setting-${name}" @change=${(event) => change({ [name]: event.target.value })}>
      ${choices.map(([value, words], i) => html`<option value=${value} ?selected=${values[name] === undefined ? i === 0 : values[name] === value}>${words}</option>`)}
    </select>`,
  );
}

/** Free words; empty says undefined. */
export function wordsField({ values, change, fallback = '', most = 40, ...field }) {
  const { name, errorOf } = field;
  return around(
    field,
    html`<input
      id="setting-${name}"
      type="text"
      dir="auto"
      maxlength=${most}
      placeholder=${fallback}
      .value=${values[name] ?? ''}
      aria-invalid=${Boolean(errorOf(`/settings/${name}`))}
      aria-describedby="setting-${name}-error"
      data-testid="setting-${name}"
      @input=${(event) => change({ [name]: event.target.value || undefined })}
    />`,
  );
}

/** A list of words, one a line; empty says undefined. Lines are kept as they are typed. */
export function linesField({ values, change, fallback = '', ...field }) {
  const { name, errorOf } = field;
  return around(
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

/** Yes or no; no says false. */
export const checkField = ({ values, change, name, words }) =>
  html`<label class="check">
    <input type="checkbox" data-testid="setting-${name}" .checked=${Boolean(values[name])} @change=${(event) => change({ [name]: event.target.checked })} />
    ${t(words)}
  </label>`;
