/**
 * Who helps the owner of the room: their keys, each with a role, and a form for another one. The link with a new key is shown once.
 * Fires `vh-notify` {text}. Calls the hub itself: nothing else on the page depends on the keys.
 * Hooks: data-testid="helpers", "helper-ID" with data-role, "helper-label", "helper-role", "helper-add", "helper-link" with data-link, "helper-copy", "helper-revoke-ID".
 */
import { LitElement, css, html, nothing } from 'lit';
import { repeat } from 'lit-html/directives/repeat.js';
import { copyToClipboard } from '../clipboard.js';
import './people.js';
import { disclosureStyles } from './disclosure-styles.js';
import { shared } from '../../components/shared-styles.js';
import { t } from '../../i18n/index.js';
import { attempt } from '../attempt.js';

/** The page for each role */
const PAGES = { moderator: 'moderate', presenter: 'present', viewer: 'present' };

class VhHelpers extends LitElement {
  static properties = {
    code: {},
    /** The calls to the hub, a PresenterApi */
    api: { attribute: false },
    keys: { state: true },
    persons: { state: true },
    added: { state: true },
    loaded: { state: true },
    busy: { state: true },
    error: { state: true },
  };

  static styles = [
    shared,
    disclosureStyles,
    css`
      :host {
        display: block;
        padding-top: var(--s2);
      }
      li {
        display: flex;
        align-items: center;
        gap: var(--s2);
        padding: var(--s1) 0;
        border-top: 1px solid var(--line);
      }
      li > span {
        flex: 1;
        min-width: 0;
        overflow-wrap: anywhere;
        line-height: 1.3;
      }
      li button {
        font-size: var(--text-s);
      }
      form {
        display: grid;
        gap: var(--s2);
      }
      label {
        font-size: var(--text-s);
      }
      .new {
        display: grid;
        gap: var(--s2);
        padding: var(--s3);
        border-radius: var(--radius-s);
        background: var(--sunken);
      }
    `,
  ];

  constructor() {
    super();
    this.keys = [];
    /** The ids of keys that belong to accounts, which are listed apart */
    this.persons = [];
  }

  render() {
    return html`<details data-testid="helpers" @toggle=${this.#load}>
      <summary>${t('helpers.title')}</summary>
      <p class="small soft">${t('helpers.words')}</p>
      ${this.loaded && 'accounts' in document.documentElement.dataset ? html`<vh-room-people .api=${this.api} @vh-people=${({ detail }) => (this.persons = detail)}></vh-room-people>` : nothing}
      ${this.#links.length
        ? html`<ul>
            ${repeat(
              this.#links,
              ({ id }) => id,
              (key) => this.#renderKey(key),
            )}
          </ul>`
        : nothing}
      ${this.added ? this.#renderAdded() : nothing}
      <form novalidate @submit=${this.#add}>
        <label for="label">${t('helpers.label')}</label>
        <input id="label" type="text" maxlength="60" autocomplete="off" data-testid="helper-label" />
        <label for="role">${t('helpers.role')}</label>
        <select id="role" data-testid="helper-role">
          ${Object.keys(PAGES).map((role) => html`<option value=${role}>${t(`helpers.does.${role}`)}</option>`)}
        </select>
        <button data-testid="helper-add" aria-disabled=${Boolean(this.busy)}>${t('helpers.add')}</button>
        <p class="field-error" role="alert">${this.error}</p>
      </form>
    </details>`;
  }

  get #links() {
    return this.keys.filter(({ id }) => !this.persons.includes(id));
  }

  #renderKey({ id, role, label }) {
    const who = label || t('helpers.unnamed');
    return html`<li data-testid="helper-${id}" data-role=${role}>
      <span><bdi>${who}</bdi><br /><span class="small soft">${t(`helpers.is.${role}`)}</span></span>
      <button class="quiet danger" data-testid="helper-revoke-${id}" aria-label=${t('helpers.revoke-who', { who })} @click=${() => this.#revoke(id)}>
        ${t('helpers.revoke')}
      </button>
    </li>`;
  }

  #renderAdded() {
    const link = this.#link;
    return html`<div class="new" role="status" data-testid="helper-link" data-link=${link}>
      <p class="small">${t('helpers.once')}</p>
      <button class="primary" data-testid="helper-copy" @click=${() => this.#copy(link)}>${t('helpers.copy')}</button>
    </div>`;
  }

  // In the fragment, which is not sent to servers and thus not logged.
  get #link() {
    const { role, token } = this.added;
    return `${location.origin}/${PAGES[role]}/${this.code}#key=${encodeURIComponent(token)}`;
  }

  #load = (event) => event.target.open && attempt(this, async () => {
      this.keys = (await this.api.listKeys()).keys;
      this.loaded = true;
    });

  #add(event) {
    event.preventDefault();
    const field = (id) => this.renderRoot.querySelector(`#${id}`);
    const label = field('label').value.trim();
    return attempt(this, async () => {
      this.added = await this.api.addKey({ role: field('role').value, ...(label && { label }) });
      this.keys = [...this.keys, this.added];
      field('label').value = '';
    });
  }

  #revoke(id) {
    return attempt(this, async () => {
      await this.api.revokeKey(id);
      this.keys = this.keys.filter((key) => key.id !== id);
      if (this.added?.id === id) this.added = null;
    });
  }

  async #copy(text) {
    if (await copyToClipboard(text, t('share.by-hand'))) this.dispatchEvent(new CustomEvent('vh-notify', { detail: { text: t('share.copied') } }));
  }
}

customElements.define('vh-helpers', VhHelpers);
