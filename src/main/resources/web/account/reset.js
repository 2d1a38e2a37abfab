/**
 * Setting a new password by a link in a mail.
 * Events `reset-asked` with the address, `reset-done`. Hooks: data-testid="mail", "ask", "password", "code", "passkey", "set", "problem".
 */
import { html, nothing } from 'lit';
import { AccountForm } from './account-form.js';
import { askForReset, beginResetProof, readSession, resetByPasskey, resetPassword } from '../hub/account-api.js';
import { passkeysPossible } from '../hub/passkeys.js';
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
  static properties = { secret: {}, second: { state: true }, passkey: { state: true } };

  constructor() {
    super();
    this.second = false;
    /** Whether a passkey of this browser may be the second factor */
    this.passkey = false;
  }

  render() {
    return html`<form novalidate @submit=${this.#set}>
      <h1>${t('account.reset')}</h1>
      ${this.renderPassword('password', { label: t('account.new-password'), autocomplete: 'new-password', hint: t('account.password-hint') })}
      ${this.second ? this.#renderSecond() : nothing} ${this.renderProblem()}
      <button class=${this.passkey ? 'big' : 'primary big'} data-testid="set">${t('account.reset-do')}</button>
    </form>`;
  }

  #renderSecond() {
    return html`${this.passkey
        ? html`<p class="lead">${t('account.second-passkey')}</p>
            <button type="button" class="primary big" data-testid="passkey" @click=${this.#setByPasskey}>${t('account.use-passkey')}</button>`
        : nothing}
      <p>${t(this.passkey ? 'account.prove-other' : 'account.second-lead')}</p>
      ${this.renderCode()}`;
  }

  /** Whether the account has a passkey, and this browser can use it here. */
  async #offersPasskey() {
    try {
      const { passkeyDomain } = await readSession();
      return passkeysPossible(passkeyDomain) && (await beginResetProof(this.secret)).publicKey.allowCredentials.length > 0;
    } catch {
      // A code serves as well.
      return false;
    }
  }

  #setByPasskey = async () => {
    const password = this.value('password');
    if (!password) return this.refuse('password', t('problem.password'));
    if (await this.attempt(() => resetByPasskey(this.secret, password))) this.done('reset-done');
    return undefined;
  };

  #set = async (event) => {
    event.preventDefault();
    const password = this.value('password');
    const code = this.value('code').trim();
    if (!password) return this.refuse('password', t('problem.password'));
    if (this.second && !code) return this.refuse('code', t('problem.code'));
    try {
      const options = { field: this.second ? 'code' : '', link: !this.second, expected: ['second-factor'] };
      if (await this.attempt(() => resetPassword(this.secret, password, code ? { code } : {}), options)) this.done('reset-done');
    } catch {
      this.passkey = await this.#offersPasskey();
      this.second = true;
      await this.updateComplete;
      this.renderRoot.querySelector(this.passkey ? '[data-testid="passkey"]' : '[name="code"]').focus();
    }
    return undefined;
  };
}

customElements.define('vh-ask-for-reset', VhAskForReset);
customElements.define('vh-reset-password', VhResetPassword);
