/**
 * Signing in: address and password, then a passkey or a code where the account has a second factor; or a passkey alone, by its button
 * or among the suggestions for the address; or a provider.
 * Event `signed-in`. Hooks: data-testid="mail", "password", "sign-in", "passkey", "provider-ID", "code", "continue", "problem", "to-register", "to-reset".
 */
import { html, nothing } from 'lit';
import { AccountForm } from './account-form.js';
import { PasskeyAutofill } from './passkey-autofill.js';
import { passkeyIcon } from './passkey-icon.js';
import { signInStyles } from './sign-in-styles.js';
import { prove, proveByPasskey, readSession, sendPasskey, signIn, startProvider } from '../hub/account-api.js';
import { autofillPossible, passkeysPossible } from '../hub/passkeys.js';
import { t } from '../i18n/index.js';

class VhSignIn extends AccountForm {
  static properties = { ways: { attribute: false }, told: {}, second: { state: true }, autofills: { state: true } };

  static styles = [...AccountForm.styles, signInStyles];

  #autofill = new PasskeyAutofill(this, (credential) => this.#useOffered(credential));

  constructor() {
    super();
    /** {registration, mail}: how people get in */
    this.ways = {};
    this.told = '';
    /** How the second step can be taken: 'totp', 'passkey'; null in the first step */
    this.second = null;
    /** Whether the browser offers passkeys among the suggestions for the address */
    this.autofills = false;
  }

  render() {
    return this.second ? this.#renderSecond() : this.#renderFirst();
  }

  #renderFirst() {
    return html`<form novalidate @submit=${this.#signIn}>
      <h1>${t('account.sign-in')}</h1>
      ${this.told ? html`<p class="told" role="status" data-testid="told">${this.told}</p>` : nothing}
      ${this.renderField('mail', { label: t('account.mail'), type: 'email', autocomplete: this.autofills ? 'username webauthn' : 'username' })}
      ${this.renderPassword('password', { label: t('account.password'), autocomplete: 'current-password', hint: '' })} ${this.renderProblem()}
      <button class="primary big" data-testid="sign-in">${t(this.busy ? 'account.signing-in' : 'account.sign-in')}</button>
      ${this.#renderOthers()}
      <p class="ways">
        ${this.ways.registration === 'open' ? html`<a href="/account/register" data-testid="to-register">${t('account.no-account')}</a>` : nothing}
        ${this.ways.mail ? html`<a href="/account/reset" data-testid="to-reset">${t('account.forgot')}</a>` : nothing}
      </p>
      <p class="soft">${t('account.voters')}</p>
    </form>`;
  }

  /** The ways in without a password. */
  #renderOthers() {
    const { providers = [] } = this.ways;
    if (!this.#passkeys && !providers.length) return nothing;
    return html`<div class="others">
      <p class="or soft"><span>${t('account.or')}</span></p>
      ${this.#passkeys ? html`<button type="button" class="other" data-testid="passkey" @click=${() => this.#usePasskey('sign-in')}>${passkeyIcon} ${t('account.sign-in-passkey')}</button>` : nothing}
      ${providers.map(({ id, name }) => html`<button type="button" class="other" data-testid="provider-${id}" @click=${() => this.#goTo(id, name)}>${t('account.sign-in-provider', { name })}</button>`)}
    </div>`;
  }

  get #passkeys() {
    return passkeysPossible(this.ways.passkeyDomain);
  }

  #renderSecond() {
    const passkey = this.#passkeys && this.second.includes('passkey');
    return html`<form novalidate @submit=${this.#prove}>
      <h1>${t('account.second')}</h1>
      ${passkey
        ? html`<p class="lead">${t('account.second-passkey')}</p>
            <button type="button" class="primary big" data-testid="passkey" @click=${() => this.#usePasskey('second')}>${t('account.use-passkey')}</button>`
        : nothing}
      <p class=${passkey ? '' : 'lead'}>${t(this.second.includes('totp') ? 'account.second-lead' : 'account.second-recovery')}</p>
      ${this.renderCode()} ${this.renderProblem()}
      <button class=${passkey ? 'other' : 'primary big'} data-testid="continue">${t('account.continue')}</button>
      <p class="ways"><button type="button" class="quiet" @click=${this.#goBack}>${t('account.back')}</button></p>
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
      await this.#openSecond();
    }
  };

  async #openSecond(known) {
    this.#autofill.stop();
    this.second = known ?? (await this.attempt(readSession))?.second ?? ['totp'];
    await this.updateComplete;
    this.renderRoot.querySelector(this.second.includes('passkey') && this.#passkeys ? '[data-testid="passkey"]' : 'input').focus();
  }

  /** The provider sends the browser back to the hub. */
  async #goTo(id, name) {
    try {
      const started = await this.attempt(() => startProvider(id), { expected: ['unavailable'] });
      if (started) location.assign(started.location);
    } catch {
      this.refuse('', t('provider.away', { name }));
    }
  }

  firstUpdated() {
    super.firstUpdated();
    this.problem = this.ways.problem ?? '';
    if (this.ways.atSecond && this.ways.second) this.#openSecond(this.ways.second);
    else this.#offerPasskeys();
  }

  #goBack = () => {
    this.second = null;
    this.#offerPasskeys();
  };

  async #offerPasskeys() {
    this.autofills = await autofillPossible(this.ways.passkeyDomain);
    await this.updateComplete;
    if (this.autofills && this.isConnected && !this.second) this.#autofill.start();
  }

  async #useOffered(credential) {
    if (await this.attempt(() => sendPasskey(credential))) this.done('signed-in');
    else this.#offerPasskeys();
  }

  async #usePasskey(reason) {
    if (this.busy) return;
    await this.#autofill.stop();
    if (await this.attempt(() => proveByPasskey(reason))) this.done('signed-in');
    else if (reason === 'sign-in') this.#offerPasskeys();
  }

  #prove = async (event) => {
    event.preventDefault();
    if (!this.value('code').trim()) return this.refuse('code', t('problem.code'));
    if (await this.attempt(() => prove({ code: this.value('code') }), { field: 'code' })) this.done('signed-in');
  };
}

customElements.define('vh-sign-in', VhSignIn);
