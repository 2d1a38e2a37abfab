/**
 * The account of who is signed in: its rooms, its security, and where it is signed in.
 * Event `signed-out`. Hooks: data-testid="sign-out", "room-CODE", "change-password", "password", "save-password", "totp-on", "totp-off", "code",
 * "totp-confirm", "recovery-codes", "recovery-kept", "recovery-new", "session", "end-others", "told", "problem".
 */
import { css, html, nothing } from 'lit';
import './api-keys.js';
import { AccountForm } from './account-form.js';
import { formatDay, formatTime } from './format-time.js';
import { listStyles } from './list-styles.js';
import './own-data.js';
import './passkeys.js';
import './prove-dialog.js';
import './providers.js';
import './room-offers.js';
import './room-roles.js';
import { beginTotp, changePassword, confirmTotp, endSession, newRecoveryCodes, readAccount, removeTotp, signOut } from '../hub/account-api.js';
import { t } from '../i18n/index.js';
import { formatCode } from '../hub/room-code.js';
import { passkeysPossible } from '../hub/passkeys.js';
import { presenterAddress } from '../presenter/presenter-key.js';
import { rememberRoom } from '../presenter/own-rooms-storage.js';

class VhOwnAccount extends AccountForm {
  static properties = { account: { attribute: false }, ways: { attribute: false }, part: { state: true }, setup: { state: true }, codes: { state: true }, told: { state: true } };

  static styles = [
    ...AccountForm.styles,
    listStyles,
    css`
      .page {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--s8);
      }
      .side {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--s8);
        align-content: start;
      }
      .top {
        display: flex;
        flex-wrap: wrap;
        align-items: end;
        justify-content: space-between;
        gap: var(--s3) var(--s6);
      }
      .top p {
        margin-top: var(--s1);
        color: var(--ink-soft);
        overflow-wrap: anywhere;
      }
      .card h3 {
        font: 600 var(--text-l) / 1.3 var(--serif);
      }
      .room-code {
        color: var(--accent);
        font: 600 var(--text-m) / 1.4 var(--mono);
        letter-spacing: 0.04em;
      }
      .qr {
        width: min(13rem, 100%);
        border-radius: var(--radius-s);
        background: #fff;
      }
      .secret,
      .codes {
        font: 500 var(--text-m) / 1.7 var(--mono);
        letter-spacing: 0.04em;
        user-select: all;
      }
      .codes {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(10.5rem, 100%), 1fr));
        gap: 0 var(--s4);
      }
      @media (min-width: 62rem) {
        .page {
          grid-template-columns: repeat(2, minmax(0, 1fr));
          grid-template-rows: repeat(3, auto) 1fr;
          gap: var(--s8) var(--s12);
        }
        /* The last of these rows takes what is longer here than on the left. */
        .side {
          grid-row: span 3;
        }
        vh-own-data {
          grid-column: 1;
        }
        /* Without the rooms, which stand on the left, the right column would stay empty. */
        .second-factor ~ vh-own-data {
          grid-column: 2;
        }
        .top,
        .wide {
          grid-column: 1 / -1;
        }
      }
    `,
  ];

  constructor() {
    super();
    this.account = null;
    /** {passkeyDomain, providers}: what this hub offers */
    this.ways = {};
    /** What is being changed: 'password', 'totp', 'codes', or nothing */
    this.part = '';
    this.setup = null;
    this.codes = [];
    this.told = '';
  }

  firstUpdated() {
    this.told ||= this.ways.told ?? '';
    this.problem ||= this.ways.problem ?? '';
    this.renderRoot.querySelector('h1').focus();
  }

  render() {
    const { account } = this;
    return html`<div class="page">
        <header class="top">
          <div>
            <h1 tabindex="-1">${account.name || t('account.yours')}</h1>
            <p data-testid="account-mail">${account.mail}</p>
          </div>
          <div class="buttons">
            ${account.operator ? html`<a class="button" href="/admin" data-testid="admin">${t('account.admin')}</a>` : nothing}
            <button data-testid="sign-out" @click=${this.#signOut}>${t('account.sign-out')}</button>
          </div>
        </header>
        <div class="wide" role="status">${this.told ? html`<p class="told" data-testid="told">${this.told}</p>` : nothing}</div>
        ${account.secondFactorMissing ? html`<p class="told wide second-factor" data-testid="second-factor-missing">${t('account.second-factor-missing')}</p>` : this.#renderRooms()}
        <div class="side">${this.#renderSecurity()} ${this.#renderPasskeys()} ${this.ways.providers?.length ? html`<vh-providers .dialog=${() => this.#dialog}></vh-providers>` : nothing} ${this.#renderSessions()} ${account.secondFactorMissing ? nothing : html`<vh-api-keys ?operator=${account.operator} .dialog=${() => this.#dialog}></vh-api-keys>`}</div>
        <vh-own-data .account=${account} .invites=${account.operator && this.ways.registration !== 'closed'} .dialog=${() => this.#dialog} @account-changed=${this.#reload}></vh-own-data>
      </div>
      <vh-prove-dialog ?code=${account.totp || account.passkeys > 0} ?passkey=${account.passkeys > 0 && passkeysPossible(this.ways.passkeyDomain)}></vh-prove-dialog>`;
  }

  #renderRooms() {
    const { rooms } = this.account;
    return html`<section aria-labelledby="rooms">
      <h2 id="rooms">${t('account.rooms')}</h2>
      ${rooms.length
        ? html`<ul class="rows">
            ${rooms.map(
              (room) =>
                html`<li>
                  <a class="row" href="/present/${room.code}" data-testid="room-${room.code}" @click=${(event) => this.#lead(event, room)}>
                    <div>
                      <span class="title"><bdi>${room.title}</bdi></span><br /><span class="soft small">${t('account.room-made', { day: formatDay(room.createdAt) })}</span>
                    </div>
                    <span class="room-code">${formatCode(room.code)}</span>
                  </a>
                </li>`,
            )}
          </ul>`
        : html`<p class="card soft">${t('account.no-rooms')}</p>`}
      <vh-room-offers></vh-room-offers>
      <vh-room-roles @account-changed=${this.#reload}></vh-room-roles>
    </section>`;
  }

  #renderSecurity() {
    const { totp, passkeys, recoveryCodes } = this.account;
    return html`<section aria-labelledby="security">
      <h2 id="security">${t('account.security')}</h2>
      <div class="rows">
        <div class="row">
          <div><strong>${t('account.password')}</strong></div>
          <button data-testid="change-password" aria-expanded=${this.part === 'password'} @click=${() => this.#open('password')}>${t('account.change-password')}</button>
        </div>
        ${this.part === 'password' ? this.#renderPasswordForm() : nothing}
        <div class="row">
          <div>
            <strong>${t('account.totp')}</strong><br /><span class="soft small" data-testid="totp-state">${totp ? t('account.totp-on', { n: recoveryCodes }) : t(passkeys ? 'account.totp-beside-passkeys' : 'account.totp-off')}</span>
          </div>
          ${totp
            ? html`<div class="buttons actions">
                <button data-testid="recovery-new" @click=${this.#newCodes}>${t('account.recovery-new')}</button>
                <button class="danger" data-testid="totp-off" @click=${this.#turnOff}>${t('account.totp-turn-off')}</button>
              </div>`
            : html`<button data-testid="totp-on" aria-expanded=${this.part === 'totp'} @click=${this.#setUp}>${t(passkeys ? 'account.totp-add' : 'account.totp-turn-on')}</button>`}
        </div>
        ${passkeys && !totp && this.part !== 'codes'
          ? html`<div class="row">
              <div>
                <strong>${t('account.recovery')}</strong><br /><span class="soft small">${t('account.recovery-left', { n: recoveryCodes })}</span>
              </div>
              <button data-testid="recovery-new" @click=${this.#newCodes}>${t('account.recovery-new')}</button>
            </div>`
          : nothing}
        ${this.part === 'totp' ? this.#renderSetup() : nothing} ${this.part === 'codes' ? this.#renderCodes() : nothing}
      </div>
      ${this.part === 'password' || this.part === 'totp' ? nothing : this.renderProblem()}
    </section>`;
  }

  #renderPasskeys() {
    return html`<vh-passkeys
      .possible=${passkeysPossible(this.ways.passkeyDomain)}
      .dialog=${() => this.#dialog}
      @passkeys-changed=${({ detail }) => (detail?.recoveryCodes ? this.#showCodes(detail.recoveryCodes) : this.#reload())}
    ></vh-passkeys>`;
  }

  #renderPasswordForm() {
    return html`<form class="card" novalidate @submit=${this.#changePassword}>
      <input type="text" name="username" autocomplete="username" .value=${this.account.mail} readonly hidden />
      ${this.renderPassword('password', { label: t('account.new-password'), autocomplete: 'new-password', hint: this.account.totp ? '' : t('account.password-hint') })} ${this.renderProblem()}
      <div class="buttons">
        <button class="primary" data-testid="save-password">${t('account.save')}</button>
        <button type="button" @click=${() => this.#open('')}>${t('account.cancel')}</button>
      </div>
    </form>`;
  }

  #renderSetup() {
    const { qr, secret } = this.setup;
    return html`<form class="card" novalidate @submit=${this.#confirmTotp}>
      <p>${t('account.totp-scan')}</p>
      <img class="qr" src="data:image/svg+xml,${encodeURIComponent(qr)}" alt=${t('account.totp-qr')} />
      <p>${t('account.totp-secret')}<br /><span class="secret" data-testid="totp-secret">${secret.match(/.{4}/g).join(' ')}</span></p>
      ${this.renderCode()} ${this.renderProblem()}
      <div class="buttons">
        <button class="primary" data-testid="totp-confirm">${t('account.totp-turn-on')}</button>
        <button type="button" @click=${() => this.#open('')}>${t('account.cancel')}</button>
      </div>
    </form>`;
  }

  #renderCodes() {
    return html`<div class="card" role="group" aria-labelledby="codes">
      <h3 id="codes" tabindex="-1">${t('account.recovery')}</h3>
      <p>${t('account.recovery-lead')}</p>
      <ol class="codes" data-testid="recovery-codes">
        ${this.codes.map((code) => html`<li>${code}</li>`)}
      </ol>
      <div class="buttons"><button class="primary" data-testid="recovery-kept" @click=${() => this.#open('')}>${t('account.recovery-kept')}</button></div>
    </div>`;
  }

  #renderSessions() {
    const { sessions } = this.account;
    return html`<section aria-labelledby="sessions">
      <h2 id="sessions">${t('account.sessions')}</h2>
      <ul class="rows">
        ${[...sessions].sort((one, other) => other.current - one.current || other.usedAt - one.usedAt).map((session) => this.#renderSession(session))}
      </ul>
      ${sessions.length > 1 ? html`<div class="buttons"><button data-testid="end-others" @click=${() => this.#end('others')}>${t('account.end-others')}</button></div>` : nothing}
    </section>`;
  }

  #renderSession({ id, client, current, usedAt }) {
    const name = client || t('account.unknown-browser');
    return html`<li class="row" data-testid="session">
      <div><strong>${name}</strong><br /><span class="soft small">${current ? t('account.this-browser') : t('account.used', { time: formatTime(usedAt) })}</span></div>
      ${current ? nothing : html`<button aria-label=${t('account.end-session', { client: name })} @click=${() => this.#end(id)}>${t('account.end')}</button>`}
    </li>`;
  }

  async #open(part) {
    this.problem = '';
    this.told = '';
    this.shown = false;
    this.part = this.part === part ? '' : part;
    await this.updateComplete;
    this.renderRoot.querySelector('form input:not([hidden]), #codes')?.focus();
  }

  #proved(request, field) {
    return this.proved(request, this.#dialog, field);
  }

  get #dialog() {
    return this.renderRoot.querySelector('vh-prove-dialog');
  }

  #reload = async () => {
    const account = await this.attempt(readAccount);
    if (account) this.account = account;
  };

  #changePassword = async (event) => {
    event.preventDefault();
    if (!this.value('password')) return this.refuse('password', t('problem.password'));
    if (!(await this.#proved(() => changePassword(this.value('password')), 'password'))) return undefined;
    await this.#open('');
    this.told = t('account.password-changed');
    return this.#reload();
  };

  #setUp = async () => {
    if (this.part === 'totp') return this.#open('');
    const setup = await this.#proved(beginTotp);
    if (!setup) return undefined;
    this.setup = setup;
    return this.#open('totp');
  };

  #confirmTotp = async (event) => {
    event.preventDefault();
    if (!this.value('code').trim()) return this.refuse('code', t('problem.code'));
    const on = await this.#proved(() => confirmTotp(this.value('code')), 'code');
    return on && this.#showCodes(on.recoveryCodes);
  };

  #newCodes = async () => {
    const made = await this.#proved(newRecoveryCodes);
    return made && this.#showCodes(made.recoveryCodes);
  };

  async #showCodes(codes) {
    this.codes = codes;
    this.part = '';
    await this.#open('codes');
    await this.#reload();
  }

  #turnOff = async () => {
    if (await this.#proved(removeTotp)) {
      await this.#open('');
      await this.#reload();
    }
  };

  async #end(id) {
    if (await this.#proved(() => endSession(id))) await this.#reload();
  }

  #signOut = async () => {
    if (await this.attempt(signOut)) this.done('signed-out');
  };

  /** Gives this browser the room's key, and goes to the presenter's page. */
  #lead(event, room) {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return rememberRoom(room);
    event.preventDefault();
    rememberRoom(room);
    location.assign(presenterAddress(room.code));
    return undefined;
  }
}

customElements.define('vh-own-account', VhOwnAccount);
