/**
 * Setting a new password by a link in a mail.
 * Events `reset-asked` with the address, `reset-done`. Hooks: data-testid="mail", "ask", "password", "code", "set", "problem".
 */
import { html, nothing } from 'lit';
import { AccountForm } from './account-form.js';
import { askForReset, resetPassword } from '../hub/account-api.js';
import { t } from '../i18n/index.js';

class VhAskForReset extends AccountForm {
  render() {
    return html`<form novalidate @submit=${this.#ask}>
      <h1>${t('account.reset')}</h1>
      <p class="lead">${t('account.reset-lead')}</p>
      ${this.renderField('mail', { label: t('account.mail'), type: 'email', autocomplete: 'username' })} ${this.renderProblem()}
      <button class="primary big" data-testid="ask">${t('account.reset-ask')}</button>
      <p class="ways"><a href="/account">${t('account.back')}</a></p>
    </form>`;
  }

  #ask = async (event) => {
    event.preventDefault();
    const mail = this.value('mail').trim();
    if (!mail) return this.refuse('mail', t('problem.mail'));
    if (await this.attempt(() => askForReset(mail), { field: 'mail' })) this.done('reset-asked', mail);
    return undefined;
  };
}

class VhResetPassword extends AccountForm {
  static properties = { secret: {}, second: { state: true } };

  constructor() {
    super();
    this.second = false;
  }

  render() {
    return html`<form novalidate @submit=${this.#set}>
      <h1>${t('account.reset')}</h1>
      ${this.renderPassword('password', { label: t('account.new-password'), autocomplete: 'new-password', hint: t('account.password-hint') })}
      ${this.second ? html`<p>${t('account.second-lead')}</p>${this.renderCode()}` : nothing} ${this.renderProblem()}
      <button class="primary big" data-testid="set">${t('account.reset-do')}</button>
    </form>`;
  }

  #set = async (event) => {
    event.preventDefault();
    const password = this.value('password');
    const code = this.value('code').trim();
    if (!password) return this.refuse('password', t('problem.password'));
    if (this.second && !code) return this.refuse('code', t('problem.code'));
    try {
      const options = { field: this.second ? 'code' : '', link: !this.second, expected: ['second-factor'] };
      if (await this.attempt(() => resetPassword(this.secret, password, code), options)) this.done('reset-done');
    } catch {
      this.second = true;
      await this.updateComplete;
      this.renderRoot.querySelector('[name="code"]').focus();
    }
    return undefined;
  };
}

customElements.define('vh-ask-for-reset', VhAskForReset);
customElements.define('vh-reset-password', VhResetPassword);
