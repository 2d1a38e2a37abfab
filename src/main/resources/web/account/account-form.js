/**
 * What the forms of accounts have in common: one request at a time, its refusal beside the button, and the focus on the first faulty field.
 */
import { LitElement, html } from 'lit';
import { accountProblem } from './account-problem.js';
import { accountStyles } from './account-styles.js';
import { shared } from '../components/shared-styles.js';
import { t } from '../i18n/index.js';

export class AccountForm extends LitElement {
  static properties = { busy: { state: true }, problem: { state: true }, faulty: { state: true }, shown: { state: true } };
  static styles = [shared, accountStyles];

  constructor() {
    super();
    this.busy = false;
    this.problem = '';
    /** The name of the field that the problem is about */
    this.faulty = '';
    /** Whether passwords can be read */
    this.shown = false;
  }

  firstUpdated() {
    this.renderRoot.querySelector('input')?.focus();
  }

  /** The value of a field. */
  value(name) {
    return this.renderRoot.querySelector(`[name="${name}"]`)?.value ?? '';
  }

  renderField(name, { label, type = 'text', autocomplete, hint = '', attributes = {} }) {
    return html`<div class="field">
      <label for=${name}>${label}</label>
      <input
        id=${name}
        name=${name}
        data-testid=${name}
        type=${type === 'password' && this.shown ? 'text' : type}
        class=${attributes.class ?? ''}
        autocomplete=${autocomplete}
        autocapitalize="none"
        spellcheck="false"
        inputmode=${attributes.inputmode ?? (type === 'email' ? 'email' : 'text')}
        maxlength=${attributes.maxlength ?? 254}
        aria-invalid=${this.faulty === name}
        aria-describedby="${name}-hint problem"
        @input=${this.#forgetProblem}
      />
      <p id="${name}-hint" class="soft small" ?hidden=${!hint}>${hint}</p>
    </div>`;
  }

  renderPassword(name, { label, autocomplete, hint }) {
    return html`${this.renderField(name, { label, type: 'password', autocomplete, hint, attributes: { maxlength: 256 } })}
      <label class="check"><input type="checkbox" data-testid="show-password" .checked=${this.shown} @change=${(event) => (this.shown = event.target.checked)} />${t('account.show-password')}</label>`;
  }

  renderCode() {
    return this.renderField('code', { label: t('account.code'), autocomplete: 'one-time-code', attributes: { class: 'code', maxlength: 32 } });
  }

  renderProblem() {
    return html`<p id="problem" class="field-error" role="alert" data-testid="problem">${this.problem}</p>`;
  }

  #forgetProblem = () => {
    this.problem = '';
    this.faulty = '';
  };

  /** Says what is wrong with a field, and goes there. */
  refuse(name, text) {
    this.problem = text;
    this.faulty = name;
    const field = this.renderRoot.querySelector(`[name="${name}"]`);
    field?.focus();
    field?.select();
  }

  /** Makes a call unless one is running; resolves to its answer, or to undefined if it was refused, which is shown then. */
  async attempt(request, { field = '', link = false, expected = [] } = {}) {
    if (this.busy) return undefined;
    this.busy = true;
    this.#forgetProblem();
    try {
      return (await request()) ?? {};
    } catch (e) {
      if (expected.includes(e.code)) throw e;
      const at = e.errors?.[0]?.pointer?.slice(1) || field;
      this.refuse(at, accountProblem(e, link));
      return undefined;
    } finally {
      this.busy = false;
    }
  }

  /** Makes a call; where it needs a recent proof, has a `vh-prove-dialog` ask for one and repeats it. */
  async proved(request, dialog, field) {
    try {
      return await this.attempt(request, { field, expected: ['step-up', 'bad-token'] });
    } catch ({ code }) {
      if (code === 'bad-token') return this.done('signed-out');
      return (await dialog.ask()) ? this.attempt(request, { field }) : undefined;
    }
  }

  /** Tells the page that something is done. */
  done(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}
