/**
 * The accounts of the hub, for operators.
 * Hooks: data-testid="find", "search", "account-ID", "suspend", "resume", "end-sessions", "make-operator", "unmake-operator", "more", "told".
 */
import { html, nothing } from 'lit';
import { AdminPart } from './admin-part.js';
import { changeAccount, endSessionsOf, listAccounts } from '../hub/admin-api.js';
import { locale, t } from '../i18n/index.js';

const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
const time = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });

class VhAdminAccounts extends AdminPart {
  async read(after) {
    const { accounts, next } = await listAccounts(this.wanted, after);
    return { items: accounts, next };
  }

  render() {
    return this.renderFrame(this.renderSearch(t('admin.accounts-find')), (account) => this.#renderAccount(account), t('admin.accounts-none'));
  }

  #renderAccount(account) {
    const own = account.id === this.account?.id;
    const who = account.name || account.mail;
    return html`<li data-testid="account-${account.id}">
      <div class="what">
        <strong><bdi>${who}</bdi></strong>
        <div>
          ${own ? html`<span class="mark">${t('admin.you')}</span>` : nothing} ${account.operator ? html`<span class="mark">${t('admin.operator')}</span>` : nothing}
          ${account.suspendedAt ? html`<span class="mark off" data-testid="suspended">${t('admin.suspended', { time: time.format(account.suspendedAt) })}</span>` : nothing}
        </div>
        <div class="facts">
          <span>${t('admin.account-of', { mail: account.mail, day: date.format(account.createdAt) })}</span>
          <span>${t('admin.sessions', { n: account.sessions })}</span><span>${t('admin.rooms-of', { n: account.rooms })}</span>
          <span>${t(account.totp ? 'admin.second-step' : 'admin.no-second-step')}</span>
        </div>
      </div>
      <div class="actions">
        <a href="/admin/audit?object=account:${account.id}" aria-label="${t('admin.in-audit')}: ${who}">${t('admin.in-audit')}</a>
        ${own ? nothing : this.#renderActions(account, who)}
      </div>
    </li>`;
  }

  #renderActions(account, who) {
    const button = (key, testid, click, danger = false) =>
      html`<button class=${danger ? 'danger' : ''} data-testid=${testid} aria-label="${t(key)}: ${who}" @click=${click}>${t(key)}</button>`;
    return html`${account.sessions ? button('admin.end-sessions', 'end-sessions', () => this.#endSessions(account, who)) : nothing}
    ${account.operator
      ? button('admin.unmake-operator', 'unmake-operator', () => this.#change(account, { operator: false }, t('admin.account-no-operator', { who })))
      : button('admin.make-operator', 'make-operator', () =>
          this.#change(account, { operator: true }, t('admin.account-operator', { who }), {
            title: t('admin.sure-operator', { who }),
            lead: t('admin.sure-operator-lead'),
            action: t('admin.make-operator'),
          }),
        )}
    ${account.suspendedAt
      ? button('admin.resume', 'resume', () => this.#change(account, { suspended: false }, t('admin.account-resumed', { who })))
      : button(
          'admin.suspend',
          'suspend',
          () =>
            this.#change(account, { suspended: true }, t('admin.account-suspended', { who }), {
              title: t('admin.sure-suspend-account', { who }),
              lead: t('admin.sure-suspend-account-lead'),
              action: t('admin.suspend'),
            }),
          true,
        )}`;
  }

  async #change({ id }, change, told, question) {
    const changed = await this.change(() => changeAccount(id, change), told, question);
    if (changed) this.replace((each) => each.id === id, changed);
  }

  async #endSessions(account, who) {
    if (await this.change(() => endSessionsOf(account.id), t('admin.account-signed-out', { who }))) this.replace((each) => each.id === account.id, { ...account, sessions: 0 });
  }
}

customElements.define('vh-admin-accounts', VhAdminAccounts);
