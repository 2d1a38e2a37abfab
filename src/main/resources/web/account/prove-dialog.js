/**
 * Asks once more for a passkey, a code or a password, where a call needs a recent proof.
 * Hooks: data-testid="password" or "code", "prove", "prove-passkey", "prove-cancel", "problem".
 */
import { css, html, nothing } from 'lit';
import { AccountForm } from './account-form.js';
import { prove, proveByPasskey } from '../hub/account-api.js';
import { t } from '../i18n/index.js';

class VhProveDialog extends AccountForm {
  static properties = { code: { type: Boolean }, passkey: { type: Boolean } };

  static styles = [
    ...AccountForm.styles,
    css`
      dialog {
        width: min(26rem, calc(100vw - 2 * var(--s4)));
        padding: var(--s6);
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--card);
        color: var(--ink);
        box-shadow: var(--shadow);
      }
      dialog::backdrop {
        background: rgb(0 0 0 / 45%);
      }
      .buttons {
        display: flex;
        flex-wrap: wrap;
        justify-content: flex-end;
        gap: var(--s3);
      }
    `,
  ];

  /** Settles when the dialog is done */
  #settle = () => {};

  render() {
    return html`<dialog aria-labelledby="title" @cancel=${this.#cancel}>
      <form novalidate @submit=${this.#prove}>
        <h2 id="title">${t('account.prove')}</h2>
        ${this.passkey ? html`<button type="button" class="primary" data-testid="prove-passkey" @click=${this.#proveByPasskey}>${t('account.use-passkey')}</button>` : nothing}
        <p>${t(this.passkey ? 'account.prove-other' : this.code ? 'account.prove-code' : 'account.prove-password')}</p>
        ${this.code ? this.renderCode() : this.renderField('password', { label: t('account.password'), type: 'password', autocomplete: 'current-password', attributes: { maxlength: 256 } })}
        ${this.renderProblem()}
        <div class="buttons">
          <button type="button" data-testid="prove-cancel" @click=${this.#cancel}>${t('account.cancel')}</button>
          <button class=${this.passkey ? '' : 'primary'} data-testid="prove">${t('account.continue')}</button>
        </div>
      </form>
    </dialog>`;
  }

  firstUpdated() {}

  /** Resolves to true once it is proved, to false if that was given up. */
  async ask() {
    await this.updateComplete;
    this.renderRoot.querySelector('dialog').showModal();
    this.renderRoot.querySelector(this.passkey ? '[data-testid="prove-passkey"]' : 'input').focus();
    return new Promise((settle) => (this.#settle = settle));
  }

  #close(proved) {
    this.renderRoot.querySelector('dialog').close();
    this.renderRoot.querySelector('form').reset();
    this.problem = '';
    this.#settle(proved);
  }

  #cancel = (event) => {
    event.preventDefault();
    this.#close(false);
  };

  #proveByPasskey = async () => {
    if (await this.attempt(() => proveByPasskey('step-up'))) this.#close(true);
  };

  #prove = async (event) => {
    event.preventDefault();
    const proof = this.code ? { code: this.value('code') } : { password: this.value('password') };
    if (await this.attempt(() => prove(proof), { field: this.code ? 'code' : 'password' })) this.#close(true);
  };
}

customElements.define('vh-prove-dialog', VhProveDialog);
