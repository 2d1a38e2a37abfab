/**
 * What the parts of the operators' pages have in common: a list that is loaded a page at a time, changes that may need a recent proof, and a
 * question before those that others feel. Event `signed-out` when the session has ended.
 */
import { html, nothing } from 'lit';
import { AccountForm } from '../account/account-form.js';
import '../account/prove-dialog.js';
import { adminStyles } from './admin-styles.js';
import './confirm-dialog.js';
import { passkeysPossible } from '../hub/passkeys.js';
import { t } from '../i18n/index.js';

export class AdminPart extends AccountForm {
  static properties = { account: { attribute: false }, ways: { attribute: false }, items: { state: true }, next: { state: true }, told: { state: true } };
  static styles = [...AccountForm.styles, adminStyles];

  constructor() {
    super();
    /** Who is signed in */
    this.account = null;
    /** How people prove who they are here */
    this.ways = {};
    /** What is listed; null until it is known */
    this.items = null;
    this.next = '';
    this.told = '';
    /** What is looked for; '' for all */
    this.wanted = '';
  }

  firstUpdated() {
    this.load();
  }

  /** Reads a page of what is looked for; to be given by the part: resolves to {items, next?}. */
  async read() {
    return { items: [] };
  }

  /** Makes a call that may need a recent proof; resolves to undefined if it was refused, which is shown then. */
  ask(request) {
    return this.proved(request, this.#dialog);
  }

  /** Lists from the beginning, or adds the next page. */
  async load(after = '') {
    const page = await this.ask(() => this.read(after));
    if (!page) return;
    this.items = after ? [...this.items, ...page.items] : page.items;
    this.next = page.next ?? '';
  }

  /** A field that limits the list to what is typed. */
  renderSearch(label) {
    return html`<form class="search one" role="search" novalidate @submit=${this.#search}>
      ${this.renderField('find', { label, autocomplete: 'off' })}
      <button class="primary" data-testid="search">${t('admin.find')}</button>
      ${this.wanted ? html`<button type="button" data-testid="show-all" @click=${this.#showAll}>${t('admin.show-all')}</button>` : nothing}
    </form>`;
  }

  #search = (event) => {
    event.preventDefault();
    this.wanted = this.value('find').trim();
    return this.load();
  };

  #showAll = () => {
    this.renderRoot.querySelector('[name="find"]').value = '';
    this.wanted = '';
    return this.load();
  };

  renderFrame(search, row, none) {
    return html`${search}
      <p class="told" role="status" data-testid="told">${this.told}</p>
      ${this.renderProblem()}
      ${this.items === null
        ? html`<p class="soft">${this.problem ? nothing : t('admin.loading')}</p>`
        : this.items.length
          ? html`<ul class="rows" data-testid="rows">
              ${this.items.map(row)}
            </ul>`
          : html`<p class="soft" data-testid="none">${none}</p>`}
      ${this.renderMore()}
      ${this.renderDialogs()}`;
  }

  /** What asks for a proof, and before a change. */
  renderDialogs() {
    const { totp, passkeys = 0 } = this.account ?? {};
    return html`<vh-prove-dialog ?code=${totp || passkeys > 0} ?passkey=${passkeys > 0 && passkeysPossible(this.ways.passkeyDomain)}></vh-prove-dialog>
      <vh-confirm-dialog></vh-confirm-dialog>`;
  }

  renderMore() {
    return this.next ? html`<div><button data-testid="more" aria-disabled=${this.busy} @click=${() => this.load(this.next)}>${t(this.items?.length ? 'admin.more' : 'admin.look-further')}</button></div>` : nothing;
  }

  get #dialog() {
    return this.renderRoot.querySelector('vh-prove-dialog');
  }

  /**
   * Makes a change, after a question if there is one; asks for a proof where it needs one.
   *
   * @returns what the hub answered; undefined if it was not done
   */
  async change(request, told, question) {
    this.told = '';
    if (question && !(await this.renderRoot.querySelector('vh-confirm-dialog').ask(question))) return undefined;
    const answer = await this.ask(request);
    if (answer) this.told = told;
    return answer;
  }

  replace(is, item) {
    this.items = this.items.flatMap((each) => (is(each) ? (item ? [item] : []) : [each]));
  }
}
