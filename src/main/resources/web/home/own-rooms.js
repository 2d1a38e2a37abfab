/**
 * The rooms that this browser can present, as cards. One or all of them can be forgotten, which can be undone while the page is open.
 * Hooks: data-testid="own-rooms", "own-room-CODE", "forget-CODE", "forget-all", "forgotten", "forget-undo".
 */
import { LitElement, css, html, nothing } from 'lit';
import { repeat } from 'lit-html/directives/repeat.js';
import { locale, t } from '../i18n/index.js';
import { forgetRooms, lastUse, ownRooms } from '../presenter/own-rooms-storage.js';
import { formatCode } from '../hub/room-code.js';
import { presenterAddress } from '../presenter/presenter-key.js';
import { shared } from '../components/shared-styles.js';

const DAY_MS = 24 * 60 * 60 * 1000;
const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });

/** 'today', 'yesterday', a number of days ago, or the date. */
function formatDay(at) {
  const midnight = (time) => new Date(time).setHours(0, 0, 0, 0);
  const days = Math.round((midnight(at) - midnight(Date.now())) / DAY_MS);
  return days <= 0 && days > -7 ? relative.format(days, 'day') : date.format(at);
}

class VhOwnRooms extends LitElement {
  static properties = { rooms: { state: true }, forgotten: { state: true } };

  static styles = [
    shared,
    css`
      :host {
        display: block;
      }
      header {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: 0 var(--s4);
        min-height: var(--target);
        margin-bottom: var(--s2);
      }
      h2 {
        font: 600 var(--text-l) / 1.3 var(--serif);
      }
      .quiet {
        color: var(--ink-soft);
        font-size: var(--text-s);
      }
      .forgotten {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--s2) var(--s4);
        color: var(--ink-soft);
      }
      .forgotten.told {
        min-height: var(--target);
        margin-bottom: var(--s3);
      }
      ul {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 17rem), 1fr));
        gap: var(--s4);
      }
      li {
        position: relative;
        display: grid;
        min-width: 0;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--card);
        transition: border-color var(--move);
      }
      li:hover {
        border-color: var(--edge);
      }
      a {
        display: grid;
        grid-template-rows: 1fr auto auto;
        gap: var(--s1);
        min-height: 7.5rem;
        padding: var(--s4) var(--s5);
        border-radius: inherit;
        color: inherit;
        text-decoration: none;
      }
      a:focus-visible {
        border-radius: var(--radius);
      }
      .title {
        display: -webkit-box;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 2;
        align-self: start;
        overflow: hidden;
        padding-inline-end: var(--s8);
        font: 600 var(--text-l) / 1.3 var(--serif);
        overflow-wrap: anywhere;
      }
      .code {
        color: var(--accent);
        font: 600 var(--text-m) / 1.4 var(--mono);
        letter-spacing: 0.04em;
      }
      li button {
        position: absolute;
        inset-block-start: var(--s1);
        inset-inline-end: var(--s1);
        padding: 0;
        color: var(--ink-soft);
      }
    `,
  ];

  constructor() {
    super();
    this.rooms = ownRooms();
    /** {rooms, undo}: the rooms that were forgotten last */
    this.forgotten = null;
  }

  render() {
    const { rooms, forgotten } = this;
    if (!rooms.length && !forgotten) return nothing;
    return html`<section aria-labelledby="yours" data-testid="own-rooms">
      <header>
        <h2 id="yours" tabindex="-1">${t('home.yours')}</h2>
        ${rooms.length > 1 ? html`<button class="quiet" data-testid="forget-all" @click=${() => this.#forget(rooms)}>${t('home.forget-all')}</button>` : nothing}
      </header>
      <div class="forgotten ${forgotten ? 'told' : ''}" role="status" data-testid="forgotten">
        ${forgotten
          ? html`<span>${forgotten.rooms.length === 1 ? t('home.forgot', { title: titleOf(forgotten.rooms[0]) }) : t('home.forgot-all', { n: forgotten.rooms.length })}</span>
              <button data-testid="forget-undo" @click=${this.#undo}>${t('home.undo')}</button>`
          : nothing}
      </div>
      <ul>
        ${repeat(
          rooms,
          ({ code }) => code,
          (room) => this.#renderCard(room),
        )}
      </ul>
    </section>`;
  }

  #renderCard(room) {
    const { code, madeAt } = room;
    const used = lastUse(room);
    const dates = [madeAt && t('home.made', { day: formatDay(madeAt) }), used && used !== madeAt && t('home.used', { day: formatDay(used) })].filter(Boolean);
    return html`<li>
      <a data-testid="own-room-${code}" href=${presenterAddress(code)}>
        <span class="title"><bdi>${titleOf(room)}</bdi></span>
        <span class="code">${formatCode(code)}</span>
        <span class="soft small">${dates.join(' · ')}</span>
      </a>
      <button class="quiet" title=${t('home.forget')} aria-label=${t('home.forget-room', { title: titleOf(room) })} data-testid="forget-${code}" @click=${() => this.#forget([room])}>
        <span aria-hidden="true">✕</span>
      </button>
    </li>`;
  }

  async #forget(rooms) {
    this.forgotten = { rooms, undo: forgetRooms(rooms.map(({ code }) => code)) };
    this.rooms = ownRooms();
    await this.updateComplete;
    this.renderRoot.querySelector('[data-testid="forget-undo"]').focus();
  }

  #undo = async () => {
    this.forgotten.undo();
    this.forgotten = null;
    this.rooms = ownRooms();
    await this.updateComplete;
    this.renderRoot.querySelector('#yours').focus();
  };
}

const titleOf = ({ title }) => title || t('home.untitled');

customElements.define('vh-own-rooms', VhOwnRooms);
