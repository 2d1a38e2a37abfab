/**
 * The keys with which programs act for the account. A new one is shown once.
 * Hooks: data-testid="api-key", "new-key", "label", "scope-NAME", "days", "make-key", "key-token", "key-copy", "key-kept", "revoke-key".
 */
import { css, html, nothing } from 'lit';
import { AccountForm } from './account-form.js';
import { copyToClipboard } from '../presenter/clipboard.js';
import { addApiKey, listApiKeys, revokeApiKey } from '../hub/account-api.js';
import { locale, t } from '../i18n/index.js';

const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
const SCOPES = ['read', 'lead', 'rolls'];
const DAYS = [90, 30, 7];

class VhApiKeys extends AccountForm {
  static properties = { operator: { type: Boolean }, dialog: { attribute: false }, keys: { state: true }, open: { state: true }, made: { state: true } };

  static styles = [
    ...AccountForm.styles,
    css`
      section {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--s3);
      }
      .rows,
      .card {
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--card);
      }
      .card {
        display: grid;
        gap: var(--s4);
        padding: var(--s5) min(var(--s5), 6vw);
      }
      li {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: var(--s2) var(--s5);
        padding: var(--s3) min(var(--s5), 6vw);
      }
      li + li {
        border-top: 1px solid var(--line);
      }
      li > div {
        flex: 1 1 14rem;
        min-width: 0;
        overflow-wrap: anywhere;
      }
      fieldset {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
      }
      h3 {
        font: 600 var(--text-m) / 1.3 var(--serif);
      }
      legend {
        font-weight: 550;
      }
      .buttons {
        display: flex;
        flex-wrap: wrap;
        gap: var(--s3);
      }
      .token {
        font: 500 var(--text-m) / 1.5 var(--mono);
        overflow-wrap: anywhere;
        user-select: all;
      }
      form {
        max-width: none;
      }
    `,
  ];

  constructor() {
    super();
    /** Whether the account is an operator's */
    this.operator = false;
    /** The dialog that asks for a proof */
    this.dialog = () => null;
    this.keys = null;
    this.open = false;
    this.made = null;
  }

  async firstUpdated() {
    this.keys = (await this.attempt(listApiKeys))?.keys ?? this.keys;
  }

  render() {
    return html`<section aria-labelledby="keys">
      <h2 id="keys">${t('account.keys')}</h2>
      <p class="soft">${t('account.keys-lead')}</p>
      ${this.made ? this.#renderMade() : nothing}
      ${this.keys?.length
        ? html`<ul class="rows">
            ${this.keys.map((key) => this.#renderKey(key))}
          </ul>`
        : nothing}
      ${this.open ? this.#renderForm() : html`${this.renderProblem()}<div class="buttons"><button data-testid="new-key" @click=${this.#show}>${t('account.key-new')}</button></div>`}
    </section>`;
  }

  #renderKey({ id, label, scopes, expiresAt, usedAt }) {
    return html`<li data-testid="api-key">
      <div>
        <strong><bdi>${label}</bdi></strong><br /><span class="soft small"
          >${scopes.map((scope) => t(`account.scope-${scope}`)).join(', ')}<br />${t('account.key-until', { day: date.format(expiresAt) })} ·
          ${usedAt ? t('account.key-used', { day: date.format(usedAt) }) : t('account.key-unused')}</span
        >
      </div>
      <button class="danger" data-testid="revoke-key" aria-label=${t('account.key-revoke-which', { label })} @click=${() => this.#revoke(id)}>${t('account.key-revoke')}</button>
    </li>`;
  }

  #renderForm() {
    const scopes = this.operator ? [...SCOPES, 'admin'] : SCOPES;
    return html`<form class="card" novalidate @submit=${this.#make}>
      ${this.renderField('label', { label: t('account.key-label'), autocomplete: 'off', hint: t('account.key-label-hint'), attributes: { maxlength: 60 } })}
      <fieldset>
        <legend>${t('account.key-may')}</legend>
        ${scopes.map((scope) => html`<label class="check"><input type="checkbox" name="scope-${scope}" data-testid="scope-${scope}" .checked=${scope === 'read'} />${t(`account.scope-${scope}`)}</label>`)}
      </fieldset>
      <div class="field">
        <label for="days">${t('account.key-valid')}</label>
        <select id="days" name="days" data-testid="days">
          ${DAYS.map((days) => html`<option value=${days}>${t('account.key-days', { n: days })}</option>`)}
        </select>
      </div>
      ${this.renderProblem()}
      <div class="buttons">
        <button class="primary" data-testid="make-key">${t('account.key-make')}</button>
        <button type="button" @click=${() => (this.open = false)}>${t('account.cancel')}</button>
      </div>
    </form>`;
  }

  #renderMade() {
    return html`<div class="card" role="group" aria-labelledby="made">
      <h3 id="made" tabindex="-1">${t('account.key-made')}</h3>
      <p>${t('account.key-once')}</p>
      <p class="token" data-testid="key-token">${this.made.token}</p>
      <div class="buttons">
        <button class="primary" data-testid="key-copy" @click=${() => copyToClipboard(this.made.token, t('account.key-by-hand'))}>${t('account.key-copy')}</button>
        <button data-testid="key-kept" @click=${() => (this.made = null)}>${t('account.key-kept')}</button>
      </div>
    </div>`;
  }

  #show = async () => {
    this.open = true;
    await this.updateComplete;
    this.renderRoot.querySelector('[name="label"]').focus();
  };

  #make = async (event) => {
    event.preventDefault();
    const label = this.value('label').trim();
    if (!label) return this.refuse('label', t('problem.key-label'));
    const scopes = [...SCOPES, 'admin'].filter((scope) => this.renderRoot.querySelector(`[name="scope-${scope}"]`)?.checked);
    if (!scopes.length) return this.refuse('scope-read', t('problem.key-scope'));
    const made = await this.proved(() => addApiKey({ label, scopes, days: Number(this.value('days')) }), this.dialog());
    if (!made) return undefined;
    this.keys = [made, ...(this.keys ?? [])];
    this.made = made;
    this.open = false;
    await this.updateComplete;
    return this.renderRoot.querySelector('#made').focus();
  };

  async #revoke(id) {
    if (!(await this.attempt(() => revokeApiKey(id)))) return;
    this.keys = this.keys.filter((key) => key.id !== id);
    if (this.made?.id === id) this.made = null;
  }
}

customElements.define('vh-api-keys', VhApiKeys);
