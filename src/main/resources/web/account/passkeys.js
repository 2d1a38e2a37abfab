/**
 * The passkeys of an account: adding, naming and removing them.
 * Event `passkeys-changed` with {recoveryCodes} if there are new ones. Hooks: data-testid="passkey", "passkey-add", "passkey-rename", "name",
 * "passkey-save", "passkey-remove", "passkey-sure", "passkey-told", "passkeys-impossible", "problem".
 */
import { html, nothing } from 'lit';
import { AccountForm } from './account-form.js';
import { formatDay, formatTime } from './format-time.js';
import { listStyles } from './list-styles.js';
import { addPasskey, beginPasskey, listPasskeys, removePasskey, renamePasskey } from '../hub/account-api.js';
import { t } from '../i18n/index.js';

const MAX_NAME = 60;

class VhPasskeys extends AccountForm {
  static properties = { possible: { type: Boolean }, dialog: { attribute: false }, list: { state: true }, renaming: { state: true }, removing: { state: true }, told: { state: true } };

  static styles = [...AccountForm.styles, listStyles];

  constructor() {
    super();
    /** Whether this browser can add and use passkeys here */
    this.possible = false;
    /** Returns the `vh-prove-dialog` of the page */
    this.dialog = () => null;
    this.list = [];
    /** The id of the passkey that is being named, or removed */
    this.renaming = '';
    this.removing = '';
    this.told = '';
  }

  firstUpdated() {
    this.#load();
  }

  async #load() {
    const found = await this.attempt(listPasskeys);
    if (found) this.list = found.passkeys;
  }

  render() {
    return html`<section aria-labelledby="passkeys">
      <h2 id="passkeys" tabindex="-1">${t('account.passkeys')}</h2>
      <p class="soft" data-testid=${this.possible ? nothing : 'passkeys-impossible'}>${t(this.possible ? 'account.passkeys-lead' : 'account.passkeys-impossible')}</p>
      ${this.list.length
        ? html`<ul class="rows">
            ${this.list.map((passkey) => this.#renderPasskey(passkey))}
          </ul>`
        : nothing}
      <div role="status">${this.told ? html`<p class="told" data-testid="passkey-told">${this.told}</p>` : nothing}</div>
      ${this.renderProblem()}
      ${this.possible
        ? html`<div class="buttons"><button data-testid="passkey-add" ?disabled=${this.busy} @click=${this.#add}>${t(this.busy ? 'account.passkey-adding' : 'account.passkey-add')}</button></div>`
        : nothing}
    </section>`;
  }

  #renderPasskey(passkey) {
    const { id, createdAt, usedAt } = passkey;
    const name = passkey.name || t('account.passkey-unnamed');
    if (this.renaming === id) return this.#renderNameForm(passkey);
    const day = formatDay(createdAt);
    return html`<li class="row" data-testid="passkey">
      <div>
        <strong><bdi>${name}</bdi></strong><br />
        <span class="soft small">${this.removing === id ? t('account.passkey-remove-sure') : usedAt > createdAt ? t('account.passkey-times', { day, time: formatTime(usedAt) }) : t('account.passkey-unused', { day })}</span>
      </div>
      <div class="buttons actions">
        ${this.removing === id
          ? html`<button class="danger" data-testid="passkey-sure" aria-label=${t('account.passkey-remove-named', { name })} @click=${() => this.#remove(id)}>${t('account.passkey-remove')}</button>
              <button @click=${() => this.#open('', '')}>${t('account.passkey-keep')}</button>`
          : html`<button data-testid="passkey-rename" aria-label=${t('account.passkey-rename-named', { name })} @click=${() => this.#open(id, '')}>${t('account.passkey-rename')}</button>
              <button data-testid="passkey-remove" aria-label=${t('account.passkey-remove-named', { name })} @click=${() => this.#open('', id)}>${t('account.passkey-remove')}</button>`}
      </div>
    </li>`;
  }

  #renderNameForm({ id }) {
    return html`<li>
      <form class="card" novalidate @submit=${(event) => this.#rename(event, id)}>
        ${this.renderField('name', { label: t('account.passkey-name'), autocomplete: 'off', attributes: { maxlength: MAX_NAME } })}
        <div class="buttons">
          <button class="primary" data-testid="passkey-save">${t('account.save')}</button>
          <button type="button" @click=${() => this.#open('', '')}>${t('account.cancel')}</button>
        </div>
      </form>
    </li>`;
  }

  async #open(renaming, removing) {
    Object.assign(this, { renaming, removing, problem: '', told: '' });
    await this.updateComplete;
    if (renaming) this.renderRoot.querySelector('input').value = this.list.find(({ id }) => id === renaming).name;
    this.renderRoot.querySelector(renaming ? 'input' : removing ? '[data-testid="passkey-sure"]' : '#passkeys').focus();
  }

  #add = async () => {
    await this.#open('', '');
    const options = await this.proved(beginPasskey, this.dialog());
    if (!options) return;
    const added = await this.attempt(() => addPasskey(options));
    if (!added) return;
    this.told = t('account.passkey-added', { name: added.name || t('account.passkey-unnamed') });
    await this.#load();
    this.done('passkeys-changed', added);
  };

  async #rename(event, id) {
    event.preventDefault();
    const name = this.value('name').trim();
    if (!name) return this.refuse('name', t('problem.passkey-name'));
    if (!(await this.attempt(() => renamePasskey(id, name), { field: 'name' }))) return undefined;
    await this.#open('', '');
    return this.#load();
  }

  async #remove(id) {
    if (!(await this.proved(() => removePasskey(id), this.dialog()))) return;
    await this.#open('', '');
    await this.#load();
    this.told = t('account.passkey-removed');
    this.done('passkeys-changed');
  }
}

customElements.define('vh-passkeys', VhPasskeys);
