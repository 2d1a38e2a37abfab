/**
 * Making an account, and confirming its address.
 * Events `signed-in`, `registered` with the address. Hooks: data-testid="mail", "name", "password", "register", "problem", "confirm".
 */
import { html } from 'lit';
import { AccountForm } from './account-form.js';
import { confirmAddress, register, signIn } from '../hub/account-api.js';
import { t } from '../i18n/index.js';

class VhRegister extends AccountForm {
  render() {
    return html`<form novalidate @submit=${this.#register}>
      <h1>${t('account.register')}</h1>
      ${this.renderField('mail', { label: t('account.mail'), type: 'email', autocomplete: 'username' })}
      ${this.renderField('name', { label: t('account.name'), autocomplete: 'name', attributes: { maxlength: 100 } })}
      ${this.renderPassword('password', { label: t('account.password'), autocomplete: 'new-password', hint: t('account.password-hint') })} ${this.renderProblem()}
      <button class="primary big" data-testid="register">${t(this.busy ? 'account.creating' : 'account.register')}</button>
      <p class="ways"><a href="/account">${t('account.have-account')}</a></p>
    </form>`;
  }

  #register = async (event) => {
    event.preventDefault();
    const mail = this.value('mail').trim();
    const password = this.value('password');
    if (!mail) return this.refuse('mail', t('problem.mail'));
    if (!password) return this.refuse('password', t('problem.short-password', { n: 15 }));
    const made = await this.attempt(() => register(mail, password, this.value('name').trim()), { field: 'mail' });
    if (!made) return undefined;
    if (made.confirm) return this.done('registered', mail);
    if (await this.attempt(() => signIn(mail, password))) this.done('signed-in');
    return undefined;
  };
}

class VhConfirmAddress extends AccountForm {
  static properties = { secret: {} };

  render() {
    return html`<form novalidate @submit=${this.#confirm}>
      <h1>${t('account.confirm')}</h1>
      <p class="lead">${t('account.confirm-lead')}</p>
      ${this.renderProblem()}
      <button class="primary big" data-testid="confirm">${t('account.confirm-do')}</button>
    </form>`;
  }

  // Not by itself when the page is opened: mail scanners open links, too.
  #confirm = async (event) => {
    event.preventDefault();
    if (await this.attempt(() => confirmAddress(this.secret), { link: true })) this.done('confirmed');
  };
}

customElements.define('vh-register', VhRegister);
customElements.define('vh-confirm-address', VhConfirmAddress);
