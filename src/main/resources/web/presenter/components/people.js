/**
 * Who has a role in the room by an account, and who is invited; the owner invites by mail, changes roles and hands the room over.
 * Hooks: data-testid="people", "person-ID" with data-role, "invited-ID", "person-mail", "person-role", "person-invite", "person-remove-ID", "person-told".
 */
import { LitElement, css, html, nothing } from 'lit';
import { problemText } from '../../hub/problem-text.js';
import { shared } from '../../components/shared-styles.js';
import { t } from '../../i18n/index.js';
import { attempt } from '../attempt.js';

const ROLES = ['presenter', 'moderator', 'viewer'];

class VhRoomPeople extends LitElement {
  static properties = { api: { attribute: false }, people: { state: true }, invited: { state: true }, told: { state: true }, error: { state: true }, busy: { state: true }, role: { state: true } };

  static styles = [
    shared,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--s2);
        padding-bottom: var(--s3);
      }
      li {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--s2);
        padding: var(--s1) 0;
        border-top: 1px solid var(--line);
      }
      li > span {
        flex: 1 1 8rem;
        min-width: 0;
        overflow-wrap: anywhere;
        line-height: 1.3;
      }
      li select {
        flex: 0 1 9rem;
        width: auto;
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
      input[type='email'] {
        width: 100%;
        min-height: var(--target);
        padding: var(--s2) var(--s3);
        border: 1px solid var(--edge);
        border-radius: var(--radius-s);
        background: var(--card);
        color: var(--ink);
        font: inherit;
      }
      .warning {
        padding: var(--s3);
        border-radius: var(--radius-s);
        background: var(--waiting-wash);
      }
      .field-error:empty,
      .told:empty {
        display: none;
      }
    `,
  ];

  constructor() {
    super();
    this.people = [];
    this.invited = [];
    this.told = '';
    this.error = '';
    this.role = 'presenter';
  }

  firstUpdated() {
    this.#attempt(() => this.#load());
  }

  async #load() {
    const { people, invited } = await this.api.listPeople();
    this.people = people;
    this.invited = invited;
    this.dispatchEvent(new CustomEvent('vh-people', { detail: people.map(({ id }) => id) }));
  }

  render() {
    return html`<h3 class="small">${t('people.title')}</h3>
      <ul data-testid="people">
        ${this.people.map((person) => this.#renderPerson(person))} ${this.invited.map((invitation) => this.#renderInvited(invitation))}
      </ul>
      <form novalidate @submit=${this.#invite}>
        <label for="mail">${t('people.mail')}</label>
        <input id="mail" type="email" maxlength="254" autocomplete="off" spellcheck="false" data-testid="person-mail" />
        <label for="role">${t('helpers.role')}</label>
        <select id="role" data-testid="person-role" @change=${(event) => (this.role = event.target.value)}>
          ${[...ROLES, 'owner'].map((role) => html`<option value=${role}>${t(`people.does.${role}`)}</option>`)}
        </select>
        ${this.role === 'owner' ? html`<p class="small warning">${t('people.hand-over')}</p>` : nothing}
        <button data-testid="person-invite" aria-disabled=${Boolean(this.busy)}>${t('people.invite')}</button>
        <p class="field-error" role="alert">${this.error}</p>
        <p class="small told" role="status" data-testid="person-told">${this.told}</p>
      </form>`;
  }

  #renderPerson({ id, mail, name, role }) {
    const who = name || mail;
    return html`<li data-testid="person-${id}" data-role=${role}>
      <span><bdi>${who}</bdi>${name ? html`<br /><span class="small soft">${mail}</span>` : nothing}</span>
      ${role === 'owner'
        ? html`<span class="small soft">${t('people.is.owner')}</span>`
        : html`<select aria-label=${t('people.role-of', { who })} @change=${(event) => this.#change(id, event.target.value)}>
              ${[...new Set([...ROLES, role])].map((each) => html`<option value=${each} ?selected=${each === role}>${t(`people.is.${each}`)}</option>`)}
            </select>
            <button class="quiet danger" data-testid="person-remove-${id}" aria-label=${t('helpers.revoke-who', { who })} @click=${() => this.#remove(id)}>${t('helpers.revoke')}</button>`}
    </li>`;
  }

  #renderInvited({ id, mail, role }) {
    return html`<li data-testid="invited-${id}" data-role=${role}>
      <span>${mail}<br /><span class="small soft">${t('people.invited', { role: t(`people.is.${role}`) })}</span></span>
      <button class="quiet danger" data-testid="person-remove-${id}" aria-label=${t('people.withdraw-who', { who: mail })} @click=${() => this.#remove(id)}>${t('people.withdraw')}</button>
    </li>`;
  }

  #invite(event) {
    event.preventDefault();
    const field = this.renderRoot.querySelector('#mail');
    const mail = field.value.trim();
    return this.#attempt(async () => {
      await this.api.invitePerson({ mail, role: this.role });
      this.told = t('people.told', { mail });
      field.value = '';
      await this.#load();
    });
  }

  #change(id, role) {
    return this.#attempt(async () => {
      await this.api.changePerson(id, role);
      await this.#load();
    });
  }

  #remove(id) {
    return this.#attempt(async () => {
      await this.api.removePerson(id);
      await this.#load();
    });
  }

  #attempt(call) {
    if (!this.busy) this.told = '';
    return attempt(this, call, (error) => (error.errors?.[0]?.pointer === '/mail' ? t('people.no-mail') : problemText(error)));
  }
}

customElements.define('vh-room-people', VhRoomPeople);
