/**
 * The data of who is signed in: the mail address, a copy of everything, and the end of the account. Operators invite people here.
 * Events `signed-out`, `account-changed`, `erasure-asked` {at, heir}.
 * Hooks: data-testid="change-mail", "mail", "save-mail", "export", "invite", "guest", "send-invitation", "invitation-link", "erase", "rooms-delete",
 * "rooms-hand-over", "heir", "confirm-erase", "data-told", "problem".
 */
import { css, html, nothing } from 'lit';
import { AccountForm } from './account-form.js';
import { changeMail, eraseAccount, exportAccount, invite } from '../hub/account-api.js';
import { locale, t } from '../i18n/index.js';

const WEEK_MS = 7 * 24 * 60 * 60 * 1000;
const date = new Intl.DateTimeFormat(locale, { dateStyle: 'long' });

class VhOwnData extends AccountForm {
  static properties = { account: { attribute: false }, invites: { attribute: false }, dialog: { attribute: false }, part: { state: true }, told: { state: true }, link: { state: true }, handOver: { state: true } };

  static styles = [
    ...AccountForm.styles,
    css`
      section {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--s3);
      }
      .rows {
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--card);
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: var(--s2) var(--s5);
        min-height: 4.5rem;
        padding: var(--s3) min(var(--s5), 6vw);
      }
      .row > div {
        flex: 1 1 14rem;
        min-width: 0;
        overflow-wrap: anywhere;
      }
      .row strong {
        font-weight: 600;
      }
      .rows > * + * {
        border-top: 1px solid var(--line);
      }
      form {
        gap: var(--s4);
        max-width: none;
        padding: var(--s5) min(var(--s5), 6vw);
      }
      form > .field,
      form > p,
      fieldset {
        max-width: 30rem;
      }
      fieldset {
        display: grid;
        gap: var(--s1);
        margin: 0;
        padding: 0;
        border: 0;
      }
      legend {
        padding: 0;
        font-weight: 550;
      }
      [role='status']:empty {
        display: none;
      }
      .buttons {
        display: flex;
        flex-wrap: wrap;
        gap: var(--s3);
      }
      .link {
        font: 500 var(--text-m) / 1.6 var(--mono);
        overflow-wrap: anywhere;
        user-select: all;
      }
    `,
  ];

  constructor() {
    super();
    this.account = null;
    /** Whether the account may invite others */
    this.invites = false;
    /** Returns the `vh-prove-dialog` of the page */
    this.dialog = () => null;
    /** What is open: 'mail', 'invite', 'erase', or nothing */
    this.part = '';
    this.told = '';
    this.link = '';
    this.handOver = false;
  }

  firstUpdated() {}

  render() {
    const { mail } = this.account;
    return html`<section aria-labelledby="data">
        <h2 id="data">${t('data.title')}</h2>
        <div role="status">${this.told ? html`<p class="told" data-testid="data-told">${this.told}</p>` : nothing}</div>
        <div class="rows">
          ${this.#renderRow('mail', t('account.mail'), mail, t('data.change-mail'), 'change-mail')} ${this.part === 'mail' ? this.#renderMailForm() : nothing}
          <div class="row">
            <div><strong>${t('data.export')}</strong><br /><span class="soft small">${t('data.export-lead')}</span></div>
            <button data-testid="export" ?disabled=${this.busy} @click=${this.#export}>${t('data.export-do')}</button>
          </div>
          ${this.invites ? html`${this.#renderRow('invite', t('data.invite'), t('data.invite-lead'), t('data.invite-do'), 'invite')} ${this.part === 'invite' ? this.#renderInvitation() : nothing}` : nothing}
          ${this.#renderRow('erase', t('data.erase'), t('data.erase-lead'), t('data.erase-begin'), 'erase')} ${this.part === 'erase' ? this.#renderErasure() : nothing}
        </div>
        ${this.part ? nothing : this.renderProblem()}
      </section>`;
  }

  #renderRow(part, title, lead, label, testId) {
    return html`<div class="row">
      <div><strong>${title}</strong><br /><span class="soft small">${lead}</span></div>
      <button class=${part === 'erase' ? 'danger' : ''} data-testid=${testId} aria-expanded=${this.part === part} @click=${() => this.#open(part)}>${label}</button>
    </div>`;
  }

  #renderMailForm() {
    return html`<form novalidate @submit=${this.#changeMail}>
      ${this.renderField('mail', { label: t('data.new-mail'), type: 'email', autocomplete: 'email', hint: t('data.new-mail-hint') })} ${this.renderProblem()}
      ${this.#renderButtons(t('account.save'), 'save-mail', 'primary')}
    </form>`;
  }

  #renderInvitation() {
    return html`<form novalidate @submit=${this.#invite}>
      ${this.renderField('guest', { label: t('account.mail'), type: 'email', autocomplete: 'off' })} ${this.renderProblem()}
      ${this.link ? html`<p>${t('data.invite-link')}<br /><span class="link" data-testid="invitation-link">${this.link}</span></p>` : nothing}
      ${this.#renderButtons(t('data.invite-do'), 'send-invitation', 'primary')}
    </form>`;
  }

  #renderErasure() {
    return html`<form novalidate @submit=${this.#erase}>
      <p>${t('data.erase-what', { day: date.format(Date.now() + WEEK_MS) })}</p>
      ${this.account.rooms.length ? this.#renderRoomChoice() : nothing} ${this.renderProblem()}
      ${this.#renderButtons(t('data.erase-do'), 'confirm-erase', 'danger')}
    </form>`;
  }

  #renderRoomChoice() {
    const day = date.format(Date.now() + WEEK_MS);
    return html`<fieldset>
        <legend>${t('data.erase-rooms')}</legend>
        ${this.#renderChoice('rooms-delete', false, t('data.rooms-delete'))} ${this.#renderChoice('rooms-hand-over', true, t('data.rooms-hand-over'))}
      </fieldset>
      ${this.handOver ? this.renderField('heir', { label: t('data.heir'), type: 'email', autocomplete: 'off', hint: t('data.heir-hint', { day }) }) : nothing}`;
  }

  #renderChoice(id, handOver, label) {
    return html`<label class="check"><input type="radio" name="rooms" data-testid=${id} .checked=${this.handOver === handOver} @change=${() => (this.handOver = handOver)} />${label}</label>`;
  }

  #renderButtons(label, testId, kind) {
    return html`<div class="buttons">
      <button class=${kind} data-testid=${testId} ?disabled=${this.busy}>${label}</button>
      <button type="button" @click=${() => this.#open('')}>${t('account.cancel')}</button>
    </div>`;
  }

  async #open(part) {
    this.problem = '';
    this.told = '';
    this.link = '';
    this.handOver = false;
    this.part = this.part === part ? '' : part;
    await this.updateComplete;
    this.renderRoot.querySelector('form input')?.focus();
  }

  #proved(request, field) {
    return this.proved(request, this.dialog(), field);
  }

  #changeMail = async (event) => {
    event.preventDefault();
    const mail = this.value('mail').trim();
    if (!mail) return this.refuse('mail', t('problem.mail'));
    const asked = await this.#proved(() => changeMail(mail), 'mail');
    if (!asked) return undefined;
    await this.#open('');
    this.told = t(asked.confirm ? 'data.mail-sent' : 'data.mail-changed', { mail });
    return asked.confirm ? undefined : this.done('account-changed');
  };

  #export = async () => {
    const data = await this.#proved(exportAccount);
    if (!data) return;
    const file = new Blob([JSON.stringify(data, null, 2)], { type: 'application/json' });
    const link = document.createElement('a');
    link.href = URL.createObjectURL(file);
    link.download = 'votehub-account.json';
    link.click();
    // The browser has begun to read it by then.
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    this.told = t('data.exported');
  };

  #invite = async (event) => {
    event.preventDefault();
    const mail = this.value('guest').trim();
    if (!mail) return this.refuse('guest', t('problem.mail'));
    const invited = await this.#proved(() => invite(mail), 'guest');
    if (!invited) return undefined;
    if (invited.link) return (this.link = invited.link);
    await this.#open('');
    this.told = t('data.invited', { mail });
    return undefined;
  };

  #erase = async (event) => {
    event.preventDefault();
    const heir = this.value('heir').trim();
    if (this.handOver && !heir) return this.refuse('heir', t('problem.mail'));
    const asked = await this.#proved(() => eraseAccount(this.handOver ? heir : ''), 'heir');
    if (asked) this.done('erasure-asked', { at: asked.eraseAt, heir: this.handOver ? heir : '' });
    return undefined;
  };
}

customElements.define('vh-own-data', VhOwnData);
