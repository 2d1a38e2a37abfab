/**
 * Sends members their links by mail, after a test to oneself, and shows how that fares. Fires `vh-mailed` when something was sent.
 * Hooks: data-testid="mail-test", "mail-test-go", "mail-send", "mail-progress" with data-left, "mail-problem", "mail-impossible".
 */
import { LitElement, css, html, nothing } from 'lit';
import { problemText } from '../hub/problem-text.js';
import { rollStyles } from './roll-styles.js';
import { shared } from '../components/shared-styles.js';
import { t } from '../i18n/index.js';

const ASK_EVERY_MS = 2000;

class VhMailLinks extends LitElement {
  static properties = {
    /** The calls to the hub, a RollApi */
    api: { attribute: false },
    roll: { attribute: false },
    mails: { state: true },
    busy: { state: true },
    told: { state: true },
    problem: { state: true },
  };

  static styles = [
    shared,
    rollStyles,
    css`
      :host {
        display: grid;
        gap: var(--s4);
      }
      form {
        display: flex;
        flex-wrap: wrap;
        align-items: end;
        gap: var(--s3);
      }
      form .field {
        flex: 1 1 14rem;
      }
    `,
  ];

  #timer;

  willUpdate(changed) {
    if (changed.has('roll') && changed.get('roll')?.id !== this.roll.id) {
      this.mails = null;
      this.told = '';
      this.problem = '';
      this.#ask();
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  render() {
    const { mails } = this;
    if (!mails) return html`<p class="soft">${this.problem || t('loading')}</p>`;
    if (!mails.possible) return html`<p class="soft" data-testid="mail-impossible">${t('rolls.mail-impossible')}</p>`;
    return html`<form novalidate @submit=${this.#test}>
        <div class="field">
          <label for="test">${t('rolls.mail-test')}</label>
          <input id="test" type="email" maxlength="254" autocomplete="email" data-testid="mail-test" />
        </div>
        <button data-testid="mail-test-go" aria-disabled=${Boolean(this.busy)}>${t('rolls.mail-test-go')}</button>
      </form>
      <div class="row">
        <button class="primary" data-testid="mail-send" aria-disabled=${Boolean(this.busy || mails.left)} @click=${this.#sendAll}>${t('rolls.mail-send')}</button>
        <p class="small soft">${t('rolls.mail-send-help')}</p>
      </div>
      <p role="status" class="small" data-testid="mail-progress" data-left=${mails.left}>${this.told || this.#progress(mails)}</p>
      <p class="field-error" role="alert" data-testid="mail-problem">${this.problem || mails.reason || ''}</p>`;
  }

  #progress({ left, sent, failed }) {
    if (left) return t('rolls.mail-left', { n: left });
    const parts = [...(sent ? [t('rolls.mail-done', { n: sent })] : []), ...(failed ? [t('rolls.mail-undone', { n: failed })] : [])];
    return parts.length ? parts.join(' ') : nothing;
  }

  /** The hub tells nothing by itself, so it is asked while mails are on their way. */
  async #ask() {
    clearTimeout(this.#timer);
    const { roll, mails: before } = this;
    try {
      const mails = await this.api.readMails(roll.id);
      if (roll.id !== this.roll.id || !this.isConnected) return;
      this.mails = mails;
      if (before && before.left !== mails.left) this.dispatchEvent(new CustomEvent('vh-mailed'));
      if (mails.left) this.#timer = setTimeout(() => this.#ask(), ASK_EVERY_MS);
    } catch (error) {
      this.problem = problemText(error);
    }
  }

  /** Sends one member a mail; resolves once it is ordered. */
  sendTo(member) {
    return this.#order({ member: member.id });
  }

  async #test(event) {
    event.preventDefault();
    const field = this.renderRoot.querySelector('#test');
    const address = field.value.trim();
    if (!address) return field.focus();
    if (await this.#order({ test: address })) this.told = t('rolls.mail-tested', { mail: address });
    return undefined;
  }

  async #sendAll() {
    if (this.mails.left) return;
    if ((await this.#order({})) && !this.mails.left) this.told = t('rolls.mail-nobody');
  }

  async #order(order) {
    if (this.busy) return false;
    this.busy = true;
    this.problem = '';
    this.told = '';
    try {
      this.mails = await this.api.sendMails(this.roll.id, order);
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#ask(), this.mails.left ? ASK_EVERY_MS / 4 : 0);
      return true;
    } catch (error) {
      this.problem = problemText(error);
      return false;
    } finally {
      this.busy = false;
    }
  }
}

customElements.define('vh-mail-links', VhMailLinks);
