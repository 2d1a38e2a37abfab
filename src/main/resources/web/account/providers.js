/**
 * The providers with which an account can be signed in to: linking and unlinking them.
 * Event `providers-changed`. Hooks: data-testid="provider-ID", "link-ID", "unlink-ID", "provider-sure", "provider-told", "problem".
 */
import { html, nothing } from 'lit';
import { AccountForm } from './account-form.js';
import { formatDay } from './format-time.js';
import { listStyles } from './list-styles.js';
import { listProviders, startProvider, unlinkProvider } from '../hub/account-api.js';
import { t } from '../i18n/index.js';

class VhProviders extends AccountForm {
  static properties = { dialog: { attribute: false }, list: { state: true }, removing: { state: true }, told: { state: true } };

  static styles = [...AccountForm.styles, listStyles];

  constructor() {
    super();
    /** Returns the `vh-prove-dialog` of the page */
    this.dialog = () => null;
    this.list = [];
    /** The id of the provider that is being unlinked */
    this.removing = '';
    this.told = '';
  }

  firstUpdated() {
    this.#load();
  }

  async #load() {
    const found = await this.attempt(listProviders);
    if (found) this.list = found.providers;
  }

  render() {
    if (!this.list.length) return nothing;
    return html`<section aria-labelledby="providers">
      <h2 id="providers" tabindex="-1">${t('provider.title')}</h2>
      <p class="soft">${t('provider.lead')}</p>
      <ul class="rows">
        ${this.list.map((each) => this.#renderProvider(each))}
      </ul>
      <div role="status">${this.told ? html`<p class="told" data-testid="provider-told">${this.told}</p>` : nothing}</div>
      ${this.renderProblem()}
    </section>`;
  }

  #renderProvider({ id, name, linkedAt }) {
    const state = this.removing === id ? t('provider.unlink-sure', { name }) : linkedAt ? t('provider.linked-since', { day: formatDay(linkedAt) }) : t('provider.not-linked');
    return html`<li class="row" data-testid="provider-${id}">
      <div><strong><bdi>${name}</bdi></strong><br /><span class="soft small">${state}</span></div>
      <div class="buttons actions">
        ${this.removing === id
          ? html`<button class="danger" data-testid="provider-sure" @click=${() => this.#unlink(id)}>${t('provider.unlink')}</button> <button @click=${() => this.#ask('')}>${t('provider.keep')}</button>`
          : linkedAt
            ? html`<button data-testid="unlink-${id}" aria-label=${t('provider.unlink-named', { name })} @click=${() => this.#ask(id)}>${t('provider.unlink')}</button>`
            : html`<button data-testid="link-${id}" aria-label=${t('provider.link-named', { name })} ?disabled=${this.busy} @click=${() => this.#link(id)}>${t('provider.link')}</button>`}
      </div>
    </li>`;
  }

  async #ask(id) {
    Object.assign(this, { removing: id, problem: '', told: '' });
    await this.updateComplete;
    this.renderRoot.querySelector(id ? '[data-testid="provider-sure"]' : '#providers').focus();
  }

  async #link(id) {
    const started = await this.proved(() => startProvider(id, true), this.dialog());
    if (started) location.assign(started.location);
  }

  async #unlink(id) {
    if (!(await this.proved(() => unlinkProvider(id), this.dialog()))) return;
    await this.#ask('');
    await this.#load();
    this.told = t('provider.unlinked-now');
  }
}

customElements.define('vh-providers', VhProviders);
