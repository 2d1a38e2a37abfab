/**
 * A form field for a number, parsed by number-parsing.js. Fires `vh-number` {value}: the number, undefined if the field is empty, or the
 * typed text if it is no number, so that the hub refuses it rather than the field dropping it silently. It has no shadow root, so that the
 * form's labels and styles apply to it.
 *
 * Hooks: data-testid is `testid`; see number-disambiguation.js.
 */
import { LitElement, html, nothing } from 'lit';
import { t } from '../i18n/index.js';
import { validateNumber, parseNumber, formatForInput, stepNumber } from './number-parsing.js';
import { renderReadings } from './number-disambiguation.js';

class VhNumberField extends LitElement {
  static properties = {
    value: { attribute: false },
    /** The id of the input, for its label */
    name: {},
    testid: {},
    min: { type: Number },
    max: { type: Number },
    /** 'any' allows decimals */
    step: {},
    placeholder: {},
    /** The hub's error */
    error: {},
    typed: { state: true },
  };

  createRenderRoot() {
    return this;
  }

  willUpdate(changed) {
    // The typed text stays as long as it has the form's value.
    if (changed.has('value') && this.value !== this.#parse(this.typed)) this.typed = this.#format();
  }

  /** {typed, number}: an ambiguous text, and the number that was chosen for it. */
  #chosen;

  #format() {
    return typeof this.value === 'number' ? formatForInput(this.value) : (this.value ?? '');
  }

  get #isWhole() {
    return this.step !== 'any';
  }

  /** The value of the typed text. */
  #parse(typed = '') {
    if (typed.trim() === '') return undefined;
    if (this.#chosen?.typed === typed) return this.#chosen.number;
    return parseNumber(typed, this.#accepts).number ?? typed;
  }

  #accepts = (number) => !validateNumber(number, { min: this.min, max: this.max, step: this.#isWhole ? 1 : undefined });

  render() {
    const { typed = '' } = this;
    const unread = typeof this.value === 'string';
    const { either } = unread ? parseNumber(typed, this.#accepts) : {};
    const error = this.error || (unread && !either ? t('field.not-a-number') : '');
    return html`<input
        id=${this.name}
        type="text"
        inputmode=${this.#isWhole && !(this.min < 0) ? 'numeric' : 'text'}
        autocomplete="off"
        maxlength="40"
        placeholder=${this.placeholder ?? nothing}
        .value=${typed}
        aria-invalid=${Boolean(error)}
        aria-describedby="${this.name}-error"
        data-testid=${this.testid}
        @input=${(event) => this.#onInput(event.target.value)}
        @keydown=${this.#onKeyDown}
      />
      ${renderReadings(either, (number) => this.#setNumber(number), t('field.which'))}
      <span id="${this.name}-error" class="field-error">${error}</span>`;
  }

  #onInput(typed) {
    this.typed = typed;
    this.#setValue(this.#parse(typed));
  }

  #setNumber(number) {
    this.typed = formatForInput(number);
    this.#chosen = { typed: this.typed, number };
    this.#setValue(number);
  }

  #onKeyDown = (event) => {
    const direction = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (!direction || !this.#isWhole || typeof this.value === 'string') return;
    event.preventDefault();
    this.#setNumber(stepNumber(this.value, direction, { min: this.min, max: this.max }));
  };

  #setValue(value) {
    this.value = value;
    this.dispatchEvent(new CustomEvent('vh-number', { bubbles: true, detail: { value } }));
  }
}

customElements.define('vh-number-field', VhNumberField);
