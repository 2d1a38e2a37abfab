/**
 * What the links in mails about a new address do: confirm it, or take the old one back.
 * Events `mail-confirmed`, `mail-undone`. Hooks: data-testid="confirm-mail", "undo-mail", "problem".
 */
import { html } from 'lit';
import { AccountForm } from './account-form.js';
import { confirmMail, undoMail } from '../hub/account-api.js';
import { t } from '../i18n/index.js';

class VhConfirmMail extends AccountForm {
  static properties = { secret: {} };

  render() {
    return html`<form novalidate @submit=${this.#confirm}>
      <h1>${t('data.confirm-mail')}</h1>
      <p class="lead">${t('data.confirm-mail-lead')}</p>
      ${this.renderProblem()}
      <button class="primary big" data-testid="confirm-mail">${t('account.confirm-do')}</button>
    </form>`;
  }

  // Not by itself when the page is opened: mail scanners open links, too.
  #confirm = async (event) => {
    event.preventDefault();
    if (await this.attempt(() => confirmMail(this.secret), { link: true })) this.done('mail-confirmed');
  };
}

class VhUndoMail extends AccountForm {
  static properties = { secret: {} };

  render() {
    return html`<form novalidate @submit=${this.#undo}>
      <h1>${t('data.undo-mail')}</h1>
      <p class="lead">${t('data.undo-mail-lead')}</p>
      ${this.renderProblem()}
      <button class="primary big" data-testid="undo-mail">${t('data.undo-mail-do')}</button>
    </form>`;
  }

  #undo = async (event) => {
    event.preventDefault();
    if (await this.attempt(() => undoMail(this.secret), { link: true })) this.done('mail-undone');
  };
}

customElements.define('vh-confirm-mail', VhConfirmMail);
customElements.define('vh-undo-mail', VhUndoMail);
