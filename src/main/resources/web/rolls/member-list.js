/**
 * The members of a voter roll, to be searched. However many there are, only the rows in view exist; the list is read a page at a time.
 * Fires `vh-renewed` {member} with a new code, `vh-mail` {member} to send one another mail, and `vh-removed`.
 * Hooks: data-testid="member-search", "member-found" with data-found, "members", "member-ID", "renew-ID", "remove-ID", "confirm-ID", "list-problem".
 */
import { LitElement, css, html, nothing } from 'lit';
import { repeat } from 'lit-html/directives/repeat.js';
import { formatDay } from './format-day.js';
import { MediaQueryController } from '../presenter/media-query.js';
import { problemText } from '../hub/problem-text.js';
import { rollStyles } from './roll-styles.js';
import { shared } from '../components/shared-styles.js';
import { t } from '../i18n/index.js';
import { vars } from '../components/css-vars.js';

const PAGE = 100;
const ROW_PX = 60;
/** Where the buttons stand below the name */
const NARROW_ROW_PX = 104;
const NARROW = '(max-width: 32rem)';
const SPARE_ROWS = 8;
const SEARCH_DELAY_MS = 250;

class VhMemberList extends LitElement {
  static properties = {
    /** The calls to the hub, a RollApi */
    api: { attribute: false },
    roll: { attribute: false },
    search: { state: true },
    found: { state: true },
    first: { state: true },
    asked: { state: true },
    problem: { state: true },
  };

  static styles = [
    shared,
    rollStyles,
    css`
      :host {
        display: grid;
        gap: var(--s3);
      }
      .view {
        height: min(33rem, 70vh);
        overflow-y: auto;
        border: 1px solid var(--line);
        border-radius: var(--radius-s);
        background: var(--card);
        overflow-anchor: none;
      }
      .view.few {
        height: auto;
      }
      ul {
        position: relative;
        height: var(--height);
      }
      li {
        position: absolute;
        inset: var(--top) 0 auto;
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto auto;
        align-items: center;
        gap: var(--s1) var(--s3);
        height: 60px;
        padding: 0 var(--s4);
        border-bottom: 1px solid var(--line);
      }
      .who {
        min-width: 0;
      }
      .wrap > * {
        white-space: normal !important;
      }
      .who > * {
        display: block;
        overflow: hidden;
        line-height: 1.3;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .weight {
        min-width: 2.5rem;
        text-align: end;
        font-variant-numeric: tabular-nums;
      }
      .buttons {
        display: flex;
        gap: var(--s1);
      }
      .buttons button {
        padding-inline: var(--s2);
        font-size: var(--text-s);
      }
      .sure {
        grid-column: 2 / -1;
      }
      .state {
        display: inline !important;
      }
      .bounced,
      .failed {
        color: var(--refused);
      }
      .empty {
        padding: var(--s6) var(--s4);
        color: var(--ink-soft);
        text-align: center;
      }
      /* The same query as NARROW. */
      @media (max-width: 32rem) {
        li {
          grid-template-columns: minmax(0, 1fr) auto;
          align-content: center;
          height: 104px;
          padding: 0 var(--s3);
        }
        .buttons {
          grid-column: 1 / -1;
          justify-content: flex-end;
        }
        .sure {
          grid-column: 1 / -1;
        }
      }
    `,
  ];

  /** The pages that were read or are being read, by number: a list of members, or null */
  #pages = new Map();
  #searchTimer;
  /** Answers to earlier questions are passed over. */
  #asking = 0;

  constructor() {
    super();
    this.search = '';
    this.first = 0;
    this.narrow = new MediaQueryController(this, NARROW);
  }

  willUpdate(changed) {
    if (changed.has('roll') && changed.get('roll')?.id !== this.roll.id) {
      this.search = '';
      this.reload();
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#searchTimer);
  }

  /** Reads the list anew. */
  reload() {
    this.#asking++;
    this.#pages.clear();
    this.asked = null;
    this.problem = '';
    this.#read(0);
  }

  async #read(page) {
    if (this.#pages.has(page)) return;
    this.#pages.set(page, null);
    const asking = this.#asking;
    try {
      const { members, found } = await this.api.page(this.roll.id, { search: this.search, from: page * PAGE, limit: PAGE });
      if (asking !== this.#asking) return;
      this.#pages.set(page, members);
      this.found = found;
    } catch (error) {
      if (asking !== this.#asking) return;
      this.#pages.delete(page);
      this.problem = problemText(error);
    }
    this.requestUpdate();
  }

  get #rowPx() {
    return this.narrow.matches ? NARROW_ROW_PX : ROW_PX;
  }

  render() {
    const { found } = this;
    return html`<div class="field">
        <label for="search">${t('rolls.search')}</label>
        <input id="search" type="search" maxlength="200" autocomplete="off" data-testid="member-search" .value=${this.search} @input=${this.#searched} />
      </div>
      <p class="small soft" role="status" data-testid="member-found" data-found=${found ?? nothing}>${found === undefined ? t('loading') : t('rolls.found', { n: found })}</p>
      <p class="field-error" role="alert" data-testid="list-problem">${this.problem}</p>
      ${found === 0
        ? html`<p class="empty">${t(this.search ? 'rolls.none-found' : 'rolls.empty')}</p>`
        : html`<div
            class="view ${found * this.#rowPx < 520 ? 'few' : ''}"
            tabindex="0"
            role="region"
            aria-label=${t('rolls.members-of', { title: this.roll.title })}
            @scroll=${this.#scrolled}
          >
            <ul data-testid="members" ${vars({ height: `${(found ?? 0) * this.#rowPx}px` })}>
              ${this.#renderRows()}
            </ul>
          </div>`}`;
  }

  #renderRows() {
    const last = Math.min(this.found ?? 0, this.first + Math.ceil(640 / ROW_PX) + 2 * SPARE_ROWS);
    const rows = [];
    for (let at = this.first; at < last; at++) {
      const member = this.#pages.get(Math.floor(at / PAGE))?.[at % PAGE];
      rows.push({ at, member });
    }
    return repeat(
      rows,
      ({ at, member }) => member?.id ?? at,
      ({ at, member }) => html`<li
        ${vars({ top: `${at * this.#rowPx}px` })}
        aria-setsize=${this.found}
        aria-posinset=${at + 1}
        data-testid=${member ? `member-${member.id}` : nothing}
      >
        ${member ? this.#renderMember(member) : html`<span class="soft">…</span>`}
      </li>`,
    );
  }

  #renderMember(member) {
    const { id, label, mail, weight } = member;
    if (this.asked === id) {
      return html`<span class="who wrap"><span class="small">${t('rolls.remove-really', { who: label })}</span></span>
        <span class="buttons sure">
          <button class="danger" data-testid="confirm-${id}" @click=${() => this.#remove(member)}>${t('rolls.remove')}</button>
          <button class="quiet" @click=${() => this.#ask(null, id)}>${t('rolls.keep')}</button>
        </span>`;
    }
    return html`<span class="who">
        <bdi>${label}</bdi>
        <span class="small soft">${mail ?? nothing}${this.#renderDelivery(member)}</span>
      </span>
      <span class="weight" title=${t('rolls.weight')}>${weight > 1 ? html`<span class="unseen">${t('rolls.weight')}: </span>×${weight}` : nothing}</span>
      <span class="buttons">
        ${member.delivery && member.delivery.state !== 'sent'
          ? html`<button class="quiet" data-testid="mail-${id}" aria-label=${t('rolls.mail-again-to', { who: label })} @click=${() => this.#fire('vh-mail', { member })}>
              ${t('rolls.mail-again')}
            </button>`
          : nothing}
        <button class="quiet" data-testid="renew-${id}" aria-label=${t('rolls.renew-of', { who: label })} @click=${() => this.#renew(member)}>${t('rolls.renew')}</button>
        <button class="quiet danger" data-testid="remove-${id}" aria-label=${t('rolls.remove-who', { who: label })} @click=${() => this.#ask(id)}>${t('rolls.remove')}</button>
      </span>`;
  }

  #renderDelivery({ delivery }) {
    if (!delivery) return nothing;
    const text = t(`rolls.mail-${delivery.state}`, { day: formatDay(delivery.changedAt) });
    return html` · <span class="state ${delivery.state}" title=${delivery.reason ?? nothing}>${text}</span>`;
  }

  #scrolled(event) {
    const at = Math.floor(event.target.scrollTop / this.#rowPx);
    this.first = Math.max(0, at - SPARE_ROWS);
    const last = at + Math.ceil(event.target.clientHeight / this.#rowPx) + SPARE_ROWS;
    for (let page = Math.floor(this.first / PAGE); page <= Math.floor(Math.min(last, this.found - 1) / PAGE); page++) this.#read(page);
  }

  #searched(event) {
    this.search = event.target.value;
    clearTimeout(this.#searchTimer);
    this.#searchTimer = setTimeout(() => {
      const view = this.renderRoot.querySelector('.view');
      if (view) view.scrollTop = 0;
      this.first = 0;
      this.reload();
    }, SEARCH_DELAY_MS);
  }

  #fire(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  async #ask(id, before) {
    this.asked = id;
    await this.updateComplete;
    this.renderRoot.querySelector(id ? `[data-testid="confirm-${id}"]` : `[data-testid="remove-${before}"]`)?.focus();
  }

  async #renew(member) {
    try {
      const renewed = await this.api.renewCode(this.roll.id, member.id);
      this.problem = '';
      this.dispatchEvent(new CustomEvent('vh-renewed', { detail: { member: renewed } }));
    } catch (error) {
      this.problem = problemText(error);
    }
  }

  async #remove(member) {
    try {
      await this.api.removeMember(this.roll.id, member.id);
      this.reload();
      this.renderRoot.querySelector('#search').focus();
      this.dispatchEvent(new CustomEvent('vh-removed'));
    } catch (error) {
      this.asked = null;
      this.problem = problemText(error);
    }
  }
}

customElements.define('vh-member-list', VhMemberList);
