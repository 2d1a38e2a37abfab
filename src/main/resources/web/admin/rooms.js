/**
 * The rooms of the hub, for operators: who is there as numbers, never a ballot.
 * Hooks: data-testid="find", "search", "room-CODE", "suspend", "resume", "close-polls", "delete", "more", "told".
 */
import { html, nothing } from 'lit';
import { AdminPart } from './admin-part.js';
import { closePolls, deleteRoom, listRooms, suspendRoom } from '../hub/admin-api.js';
import { formatCode } from '../hub/room-code.js';
import { locale, t } from '../i18n/index.js';

const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
const time = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });

class VhAdminRooms extends AdminPart {
  async read(after) {
    const { rooms, next } = await listRooms(this.wanted, after);
    return { items: rooms, next };
  }

  render() {
    return this.renderFrame(this.renderSearch(t('admin.rooms-find')), (room) => this.#renderRoom(room), t(this.next ? 'admin.rooms-none-yet' : 'admin.rooms-none'));
  }

  #renderRoom(room) {
    const { code, title, open, suspendedAt } = room;
    const name = title || formatCode(code);
    const button = (key, testid, click, danger = false) =>
      html`<button class=${danger ? 'danger' : ''} data-testid=${testid} aria-label="${t(key)}: ${name}" @click=${click}>${t(key)}</button>`;
    const question = (key, action) => ({ title: t(key, { room: name }), lead: t(`${key}-lead`), action: t(action) });
    return html`<li data-testid="room-${code}">
      <div class="what">
        <strong><bdi>${title}</bdi></strong>
        <div>
          <span class="code">${formatCode(code)}</span>
          ${suspendedAt ? html`<span class="mark off" data-testid="suspended">${t('admin.suspended', { time: time.format(suspendedAt) })}</span>` : nothing}
        </div>
        <div class="facts">
          <span>${t('admin.room-of', { day: date.format(room.createdAt) })}</span><span data-testid="present">${t('admin.present', { n: room.present })}</span>
          <span>${t('admin.polls', { n: room.polls })}</span>${open ? html`<span>${t('admin.open', { n: open })}</span>` : nothing}
        </div>
      </div>
      <div class="actions">
        <a href="/admin/audit?object=room:${code}" aria-label="${t('admin.in-audit')}: ${name}">${t('admin.in-audit')}</a>
        ${open ? button('admin.close-polls', 'close-polls', () => this.#change(code, () => closePolls(code), t('admin.room-closed', { room: name }))) : nothing}
        ${suspendedAt
          ? button('admin.resume', 'resume', () => this.#change(code, () => suspendRoom(code, false), t('admin.room-resumed', { room: name })))
          : button('admin.suspend', 'suspend', () =>
              this.#change(code, () => suspendRoom(code, true), t('admin.room-suspended', { room: name }), question('admin.sure-suspend-room', 'admin.suspend')),
            )}
        ${button('admin.delete', 'delete', () => this.#delete(code, name, question('admin.sure-delete-room', 'admin.delete')), true)}
      </div>
    </li>`;
  }

  async #change(code, request, told, question) {
    const changed = await this.change(request, told, question);
    if (changed) this.replace((each) => each.code === code, changed);
  }

  async #delete(code, room, question) {
    if (await this.change(() => deleteRoom(code), t('admin.room-deleted', { room }), question)) this.replace((each) => each.code === code);
  }
}

customElements.define('vh-admin-rooms', VhAdminRooms);
