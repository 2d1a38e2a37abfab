/**
 * The account pages: `/account` for who is signed in, else the way in; `/account/register`, `/account/confirm#k=…`, `/account/reset`,
 * `/account/reset#k=…`, `/account/mail#k=…` and `/account/mail-undo#k=…`. The secret of a link stays in the fragment, which is sent to nobody until a button is pressed.
 */
import { LitElement, css, html, nothing } from 'lit';
import '../i18n/account.js';
import '../account/mail-links.js';
import '../account/own-account.js';
import '../account/register.js';
import '../account/reset.js';
import '../account/sign-in.js';
import { takeOutcome } from '../account/provider-outcome.js';
import { accountStyles } from '../account/account-styles.js';
import '../components/language-switch.js';
import '../components/theme-switch.js';
import { problemText } from '../hub/problem-text.js';
import { shared } from '../components/shared-styles.js';
import { readAccount, readSession } from '../hub/account-api.js';
import { locale, t } from '../i18n/index.js';

const view = location.pathname.split('/')[2] ?? '';

class VhAccount extends LitElement {
  static properties = { session: { state: true }, account: { state: true }, sent: { state: true }, told: { state: true }, at: { state: true }, problem: { state: true } };

  static styles = [
    shared,
    accountStyles,
    css`
      :host {
        display: grid;
        grid-template: auto 1fr auto / minmax(0, 1fr);
        min-height: 100vh;
        min-height: 100dvh;
        max-width: 72rem;
        margin: 0 auto;
        padding: 0 min(var(--s4), 5vw) var(--s4);
      }
      .bar {
        display: flex;
        align-items: center;
        justify-content: space-between;
        min-height: 4rem;
      }
      .name {
        display: flex;
        align-items: center;
        gap: var(--s2);
        min-height: var(--target);
        color: inherit;
        /* Stays in one line where text is enlarged. */
        font: 600 min(var(--text-l), 8vw) / 1 var(--serif);
        white-space: nowrap;
        text-decoration: none;
      }
      .name img {
        width: min(2rem, 12vw);
        height: min(2rem, 12vw);
      }
      main {
        min-width: 0;
        padding: var(--s6) 0 var(--s8);
      }
      main.alone {
        display: grid;
        grid-template-columns: minmax(0, 26rem);
        align-content: center;
        justify-content: center;
      }
      footer {
        display: flex;
        justify-content: flex-end;
        padding-top: var(--s1);
        border-top: 1px solid var(--line);
      }
      @media (min-width: 45rem) {
        :host {
          padding-inline: var(--s8);
        }
      }
    `,
  ];

  constructor() {
    super();
    /** {secure, registration, mail, signedIn, providers, passkeyDomain?}, once it is known; with {problem, told, atSecond} of a provider */
    this.session = null;
    this.account = null;
    /** {title, text}: what to do in the mail program */
    this.sent = null;
    this.told = '';
    this.problem = '';
    this.at = view;
    this.secret = /^#k=([\w-]+)$/.exec(location.hash)?.[1] ?? '';
    // A link that is opened in the same tab changes the fragment alone.
    addEventListener('hashchange', () => location.reload());
    this.addEventListener('signed-in', () => this.#load(''));
    this.addEventListener('signed-out', () => this.#load(''));
    this.addEventListener('registered', ({ detail }) => (this.sent = { title: t('account.look-into-mail'), text: t('account.confirm-sent', { mail: detail }) }));
    this.addEventListener('reset-asked', ({ detail }) => (this.sent = { title: t('account.look-into-mail'), text: t('account.reset-sent', { mail: detail }) }));
    this.addEventListener('confirmed', () => this.#load('', t('account.confirmed')));
    this.addEventListener('mail-confirmed', () => this.#load('', t('data.mail-confirmed')));
    this.addEventListener('mail-undone', () => this.#load('', t('data.mail-undone')));
    this.addEventListener('erasure-asked', ({ detail }) => this.#showErasure(detail));
    this.addEventListener('reset-done', () => this.#load('', t('account.reset-done')));
    this.#load(view);
  }

  async #load(at, told = '') {
    this.told = told;
    if (at !== this.at) history.replaceState(null, '', '/account');
    try {
      const session = await readSession();
      const { problem, told: atProvider, second } = takeOutcome(session.providers);
      Object.assign(session, { problem, told: atProvider, atSecond: second });
      this.account = session.signedIn ? await readAccount() : null;
      this.session = session;
      this.problem = '';
      this.at = at;
    } catch (e) {
      this.problem = problemText(e);
    }
  }

  #showErasure({ at, heir }) {
    this.account = null;
    const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long' }).format(at);
    const asked = heir ? ` ${t('data.erase-asked-heir', { heir })}` : '';
    this.sent = { title: t('data.erase-asked'), text: t('data.erase-asked-lead', { day }) + asked };
  }

  render() {
    document.title = `${t(this.account && !this.at ? 'account.yours' : 'account.sign-in')} · Votehub`;
    return html`<header class="bar">
        <a class="name" href="/" aria-label=${t('account.home')}><img src=${new URL('../icon.svg', import.meta.url)} alt="" width="32" height="32" /> Votehub</a>
        <vh-theme-switch></vh-theme-switch>
      </header>
      <main class=${this.account && !this.at ? '' : 'alone'}>${this.#renderView()}</main>
      <footer><vh-language-switch></vh-language-switch></footer>`;
  }

  #renderView() {
    if (this.problem) return html`<p class="field-error" role="alert" data-testid="problem">${this.problem}</p>`;
    if (!this.session) return nothing;
    if (!this.session.secure) return this.#renderText(t('account.insecure'), t('account.insecure-lead'));
    if (this.sent) return this.#renderText(this.sent.title, this.sent.text);
    if (this.at === 'reset' && this.secret) return html`<vh-reset-password .secret=${this.secret}></vh-reset-password>`;
    if (this.at === 'reset') return html`<vh-ask-for-reset></vh-ask-for-reset>`;
    if (this.at === 'confirm' && this.secret) return html`<vh-confirm-address .secret=${this.secret}></vh-confirm-address>`;
    if (this.at === 'mail' && this.secret) return html`<vh-confirm-mail .secret=${this.secret}></vh-confirm-mail>`;
    if (this.at === 'mail-undo' && this.secret) return html`<vh-undo-mail .secret=${this.secret}></vh-undo-mail>`;
    if (this.at === 'register' && !this.account && this.session.registration === 'open') return html`<vh-register></vh-register>`;
    if (this.account) return html`<vh-own-account .account=${this.account} .ways=${this.session}></vh-own-account>`;
    return html`<vh-sign-in .ways=${this.session} .told=${this.told}></vh-sign-in>`;
  }

  #renderText(title, text) {
    return html`<div class="column" data-testid="notice" role="status">
      <h1>${title}</h1>
      <p class="lead">${text}</p>
    </div>`;
  }
}

customElements.define('vh-account', VhAccount);
