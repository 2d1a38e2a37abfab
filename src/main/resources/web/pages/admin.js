/**
 * The operators' pages: `/admin/accounts`, `/admin/rooms`, `/admin/limits`, `/admin/audit`; `/admin` is the first. Each part is a module of its own, loaded
 * when it is shown; to add one, add it to PARTS, with a text `admin.NAME`.
 * Hooks: data-testid="part-NAME", "notice", "problem".
 */
import { LitElement, css, html, nothing } from 'lit';
import '../i18n/admin.js';
import { accountStyles } from '../account/account-styles.js';
import '../components/language-switch.js';
import '../components/theme-switch.js';
import { problemText } from '../hub/problem-text.js';
import { shared } from '../components/shared-styles.js';
import { readAccount, readSession } from '../hub/account-api.js';
import { t } from '../i18n/index.js';

const PARTS = {
  accounts: () => import('../admin/accounts.js'),
  rooms: () => import('../admin/rooms.js'),
  limits: () => import('../admin/limits.js'),
  audit: () => import('../admin/audit.js'),
};
const asked = location.pathname.split('/')[2];
const part = asked in PARTS ? asked : Object.keys(PARTS)[0];

class VhAdmin extends LitElement {
  static properties = { account: { state: true }, why: { state: true }, problem: { state: true }, ready: { state: true } };

  static styles = [
    shared,
    accountStyles,
    css`
      :host {
        display: grid;
        grid-template: auto auto 1fr auto / minmax(0, 1fr);
        min-height: 100vh;
        min-height: 100dvh;
        max-width: 80rem;
        margin: 0 auto;
        padding: 0 min(var(--s4), 5vw) var(--s4);
      }
      .bar,
      .name {
        display: flex;
        align-items: center;
        min-height: 4rem;
      }
      .bar {
        flex-wrap: wrap;
        justify-content: space-between;
        gap: 0 var(--s4);
      }
      .bar > div {
        display: flex;
        align-items: center;
        gap: var(--s3);
      }
      .name {
        gap: var(--s2);
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
      .bar a:not(.name) {
        display: inline-flex;
        align-items: center;
        min-height: var(--target);
      }
      nav {
        display: flex;
        flex-wrap: wrap;
        /* Four parts in one line of a phone. */
        gap: 0 clamp(var(--s2), 3vw, var(--s5));
        border-bottom: 1px solid var(--line);
      }
      nav a {
        display: inline-flex;
        align-items: center;
        min-height: var(--target);
        border-bottom: 3px solid transparent;
        color: var(--ink-soft);
        font-weight: 550;
        text-decoration: none;
      }
      nav a:hover {
        color: var(--ink);
      }
      nav a[aria-current] {
        border-bottom-color: var(--accent);
        color: var(--ink);
      }
      main {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--s6);
        align-content: start;
        min-width: 0;
        padding: var(--s6) 0 var(--s8);
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

  /** The element of the part that is shown */
  #part = null;

  constructor() {
    super();
    this.account = null;
    /** Why nothing can be shown: 'sign-in-first' or 'operators-only' */
    this.why = '';
    this.problem = '';
    this.ready = false;
    this.addEventListener('signed-out', () => (this.why = 'sign-in-first'));
    this.#load();
  }

  async #load() {
    try {
      const [session] = await Promise.all([readSession(), PARTS[part]()]);
      this.account = session.signedIn ? await readAccount() : null;
      this.why = this.account ? (this.account.operator ? '' : 'operators-only') : 'sign-in-first';
      this.#part ??= document.createElement(`vh-admin-${part}`);
      this.#part.account = this.account;
      this.#part.ways = session;
      this.ready = true;
    } catch (e) {
      this.problem = problemText(e);
    }
  }

  render() {
    document.title = `${t(`admin.${part}`)} · ${t('admin.title')} · Votehub`;
    return html`<header class="bar">
        <a class="name" href="/" aria-label=${t('account.home')}><img src=${new URL('../icon.svg', import.meta.url)} alt="" width="32" height="32" /> Votehub</a>
        <div><a href="/account">${t('admin.own-account')}</a> <vh-theme-switch></vh-theme-switch></div>
      </header>
      <nav aria-label=${t('admin.parts')}>
        ${Object.keys(PARTS).map((name) => html`<a href="/admin/${name}" data-testid="part-${name}" aria-current=${name === part ? 'page' : nothing}>${t(`admin.${name}`)}</a>`)}
      </nav>
      <main>${this.#renderMain()}</main>
      <footer><vh-language-switch></vh-language-switch></footer>`;
  }

  #renderMain() {
    if (this.problem) return html`<p class="field-error" role="alert" data-testid="problem">${this.problem}</p>`;
    if (this.why)
      return html`<div class="column" data-testid="notice" role="status">
        <h1>${t(`admin.${this.why}`)}</h1>
        <p class="lead">${t(this.why === 'sign-in-first' ? 'admin.sign-in-lead' : 'admin.operators-lead')}</p>
        <p><a class="button" href="/account">${t(this.why === 'sign-in-first' ? 'account.sign-in' : 'admin.own-account')}</a></p>
      </div>`;
    if (!this.ready) return nothing;
    return html`<h1>${t(`admin.${part}`)}</h1>
      ${this.#part}`;
  }
}

customElements.define('vh-admin', VhAdmin);
