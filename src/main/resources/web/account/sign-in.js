/**
 * Signing in: address and password, then a code where the account has a second factor.
 * Event `signed-in`. Hooks: data-testid="mail", "password", "sign-in", "code", "continue", "problem", "to-register", "to-reset".
 */
import { html, nothing } from 'lit';
import { AccountForm } from './account-form.js';
import { prove, signIn } from '../hub/account-api.js';
import { t } from '../i18n/index.js';

class VhSignIn extends AccountForm {
  static properties = { ways: { attribute: false }, told: {}, second: { state: true } };

  constructor() {
    super();
    /** {registration, mail}: how people get in */
    this.ways = {};
    this.told = '';
    this.second = false;
  }

  render() {
    return this.second ? this.#renderSecond() : this.#renderFirst();
  }

  #renderFirst() {
    return html`<form novalidate @submit=${this.#signIn}>
      <h1>${t('account.sign-in')}</h1>
      ${this.told ? html`<p class="told" role="status" data-testid="told">${this.told}</p>` : nothing}
      ${this.renderField('mail', { label: t('account.mail'), type: 'email', autocomplete: 'username' })}
      ${this.renderPassword('password', { label: t('account.password'), autocomplete: 'current-password', hint: '' })} ${this.renderProblem()}
      <button class="primary big" data-testid="sign-in">${t(this.busy ? 'account.signing-in' : 'account.sign-in')}</button>
      <p class="ways">
        ${this.ways.registration === 'open' ? html`<a href="/account/register" data-testid="to-register">${t('account.no-account')}</a>` : nothing}
        ${this.ways.mail ? html`<a href="/account/reset" data-testid="to-reset">${t('account.forgot')}</a>` : nothing}
      </p>
      <p class="soft">${t('account.voters')}</p>
    </form>`;
  }

  #renderSecond() {
    return html`<form novalidate @submit=${this.#prove}>
      <h1>${t('account.second')}</h1>
      <p class="lead">${t('account.second-lead')}</p>
      ${this.renderCode()} ${this.renderProblem()}
      <button class="primary big" data-testid="continue">${t('account.continue')}</button>
      <p class="ways"><button type="button" class="quiet" @click=${() => (this.second = false)}>${t('account.back')}</button></p>
    </form>`;
  }

  #signIn = async (event) => {
    event.preventDefault();
    const mail = this.value('mail').trim();
    if (!mail) return this.refuse('mail', t('problem.mail'));
    if (!this.value('password')) return this.refuse('password', t('problem.password'));
    try {
      if (await this.attempt(() => signIn(mail, this.value('password')), { field: 'password', expected: ['second-factor'] })) this.done('signed-in');
    } catch {
      this.second = true;
      await this.updateComplete;
      this.renderRoot.querySelector('input').focus();
    }
  };

  #prove = async (event) => {
    event.preventDefault();
    if (!this.value('code').trim()) return this.refuse('code', t('problem.code'));
    if (await this.attempt(() => prove({ code: this.value('code') }), { field: 'code' })) this.done('signed-in');
  };
}

customElements.define('vh-sign-in', VhSignIn);
