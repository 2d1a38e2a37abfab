/**
 * The rooms of others in which the account has a role, and what it is invited to.
 * Hooks: data-testid="invitation" with data-room, "accept", "decline", "role-CODE", "leave".
 */
import { html, nothing } from 'lit';
import { AccountForm } from './account-form.js';
import { roleListStyles } from './role-list-styles.js';
import { acceptInvitation, leaveRole, listRoles } from '../hub/account-api.js';
import { formatCode } from '../hub/room-code.js';
import { rememberRoom } from '../presenter/own-rooms-storage.js';
import { t } from '../i18n/index.js';

/** The page for each role */
const PAGES = { presenter: 'present', moderator: 'moderate', viewer: 'present' };

class VhRoomRoles extends AccountForm {
  static properties = { roles: { state: true }, invitations: { state: true } };

  static styles = [
    ...AccountForm.styles,
    roleListStyles,
  ];

  constructor() {
    super();
    this.roles = [];
    this.invitations = [];
  }

  firstUpdated() {
    this.#load();
  }

  /** Takes no room on the page while there is nothing to show. */
  willUpdate() {
    this.hidden = !this.roles.length && !this.invitations.length && !this.problem;
  }

  async #load() {
    const all = await this.attempt(listRoles);
    if (!all) return;
    this.roles = all.roles;
    this.invitations = all.invitations;
  }

  render() {
    return html`${this.invitations.length
      ? html`<h3>${t('account.invitations')}</h3>
          <ul class="asked">
            ${this.invitations.map((invitation) => this.#renderInvitation(invitation))}
          </ul>`
      : nothing}
    ${this.roles.length
      ? html`<h3>${t('account.roles')}</h3>
          <ul>
            ${this.roles.map((role) => this.#renderRole(role))}
          </ul>`
      : nothing}
    ${this.renderProblem()}`;
  }

  #renderInvitation({ id, code, title, role }) {
    return html`<li data-testid="invitation" data-room=${code}>
      <div><strong><bdi>${title}</bdi></strong><br /><span class="soft small">${t(`account.invited-${role}`)}</span></div>
      <div class="buttons">
        <button class="primary" data-testid="accept" aria-label="${t('account.accept')}: ${title}" @click=${() => this.#answer(() => acceptInvitation(id))}>${t('account.accept')}</button>
        <button data-testid="decline" aria-label="${t('account.decline')}: ${title}" @click=${() => this.#answer(() => leaveRole(id))}>${t('account.decline')}</button>
      </div>
    </li>`;
  }

  #renderRole({ id, code, title, role, token }) {
    return html`<li data-testid="role-${code}">
      <div><strong><bdi>${title}</bdi></strong><br /><span class="soft small">${t(`account.role-${role}`)} · ${formatCode(code)}</span></div>
      <div class="buttons">
        ${PAGES[role] ? this.#renderLink({ code, title, role, token }) : nothing}
        <button class="quiet" data-testid="leave" aria-label="${t('account.leave')}: ${title}" @click=${() => this.#answer(() => leaveRole(id))}>${t('account.leave')}</button>
      </div>
    </li>`;
  }

  #renderLink({ code, title, role, token }) {
    return html`<a class="button" href="/${PAGES[role]}/${code}#key=${encodeURIComponent(token)}" aria-label="${t('account.open-room')}: ${title}" @click=${() => role === 'presenter' && rememberRoom({ code, title, token })}>${t('account.open-room')}</a>`;
  }

  /** What was accepted may be a room of one's own now, which the page lists itself. */
  async #answer(request) {
    if (!(await this.attempt(request))) return;
    await this.#load();
    this.done('account-changed');
  }
}

customElements.define('vh-room-roles', VhRoomRoles);
