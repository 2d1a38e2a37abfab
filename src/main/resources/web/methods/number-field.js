/**
 * A field for a number in a form, read as `number-parsing.js` reads it. Fires `vh-number` {value}: the number, undefined when it is empty, and what
 * was typed while that is no number, so that nothing typed is silently left out: the hub refuses it by name. Stands in its form's own tree,
 * for a label to name it and the form's styles to reach it.
 *
 * Hooks: data-testid is `testid`; see readings.
 */
import { LitElement, html, nothing } from 'lit';
import { t } from '../i18n/index.js';
import { fault, read, spelled, stepped } from './number-parsing.js';
import { readings } from './number-disambiguation.js';

class VhNumberField extends LitElement {
  static properties = {
    value: { attribute: false },
    /** Of the field within, for its label */
    name: {},
    testid: {},
    min: { type: Number },
    max: { type: Number },
    /** 'any' takes decimals */
    step: {},
    placeholder: {},
    /** What the hub says of it */
    error: {},
    typed: { state: true },
  };

  createRenderRoot() {
    return this;
  }

  willUpdate(changed) {
    // What was typed stays as long as it means what the form holds.
    if (changed.has('value') && this.value !== this.#meant(this.typed)) this.typed = this.#spelled();
  }

  /** {typed, number}: what is spelled in a way that reads in two, and was told apart. */
  #chosen;

  #spelled() {
    return typeof this.value === 'number' ? spelled(this.value) : (this.value ?? '');
  }

  get #whole() {
    return this.step !== 'any';
  }

  /** The form's value for what was typed. */
  #meant(typed = '') {
    if (typed.trim() === '') return undefined;
    if (this.#chosen?.typed === typed) return this.#chosen.number;
    return read(typed, this.#accepts).number ?? typed;
  }

  #accepts = (number) => !fault(number, { min: this.min, max: this.max, step: this.#whole ? 1 : undefined });

  render() {
    const { typed = '' } = this;
    const unread = typeof this.value === 'string';
    const { either } = unread ? read(typed, this.#accepts) : {};
    const error = this.error || (unread && !either ? t('field.not-a-number') : '');
    return html`<input
        id=${this.name}
        type="text"
        inputmode=${this.#whole && !(this.min < 0) ? 'numeric' : 'text'}
        autocomplete="off"
        maxlength="40"
        placeholder=${this.placeholder ?? nothing}
        .value=${typed}
        aria-invalid=${Boolean(error)}
        aria-describedby="${this.name}-error"
        data-testid=${this.testid}
        @input=${(event) => this.#type(event.target.value)}
        @keydown=${this.#key}
      />
      ${readings(either, (number) => this.#choose(number), t('field.which'))}
      <span id="${this.name}-error" class="field-error">${error}</span>`;
  }

  #type(typed) {
    this.typed = typed;
    this.#tell(this.#meant(typed));
  }

  #choose(number) {
    this.typed = spelled(number);
    this.#chosen = { typed: this.typed, number };
    this.#tell(number);
  }

  #key = (event) => {
    const direction = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (!direction || !this.#whole || typeof this.value === 'string') return;
    event.preventDefault();
    this.#choose(stepped(this.value, direction, { min: this.min, max: this.max }));
  };

  #tell(value) {
    this.value = value;
    this.dispatchEvent(new CustomEvent('vh-number', { bubbles: true, detail: { value } }));
  }
}

customElements.define('vh-number-field', VhNumberField);
