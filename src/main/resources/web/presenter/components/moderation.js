/**
 * The texts of a poll in order of arrival, so that new ones move nothing under the presenter's finger. They can be filtered by
 * state and searched. Where nobody has to approve them there are neither states nor filters. Fires `vh-mark` {entries, state}, and `vh-remove-author` {entry} where authors can be removed.
 *
 * Hooks: data-testid="entry-ID" with data-state, "approve-ID", "star-ID", "hide-ID", "remove-ID", "pending-count" with data-n, "filter-all",
 * "filter-pending", "filter-approved", "filter-hidden", "search", "approve-all" with data-n.
 */
import '../../i18n/present-words.js';
import { LitElement, html, nothing } from 'lit';
import { repeat } from 'lit-html/directives/repeat.js';
import { formatNumber, formatTime } from '../../i18n/format.js';
import { t } from '../../i18n/index.js';
import { moderationStyles } from './moderation-styles.js';
import { shared } from '../../components/shared-styles.js';

const COMMANDS = [
  { name: 'approve', state: 'approved', symbol: '✓' },
  { name: 'star', state: 'starred', symbol: '★' },
  { name: 'hide', state: 'hidden', symbol: '✕' },
];

/** Filters by the state of an entry. */
const FILTERS = {
  all: () => true,
  pending: (state) => state === 'pending',
  approved: (state) => state === 'approved' || state === 'starred',
  hidden: (state) => state === 'hidden',
};

/** An entry that has just arrived cannot have been read, so "approve all" skips it. */
const READ_MS = 700;

const normalize = (text) => text.normalize('NFKC').toLocaleLowerCase();

class VhModeration extends LitElement {
  static properties = {
    entries: { attribute: false },
    removable: { type: Boolean },
    /** Whether entries need no approval */
    unmoderated: { type: Boolean },
    filter: { state: true },
    query: { state: true },
  };

  static styles = [shared, moderationStyles];

  /** Entries whose state was set since the filter was chosen; they stay in the list */
  #marked = new Set();
  /** When each entry was first listed, by id */
  #since = new Map();

  constructor() {
    super();
    this.filter = 'all';
    this.query = '';
  }

  render() {
    const entries = [...(this.entries ?? [])].sort((a, b) => a.at - b.at);
    const count = (name) => entries.filter(({ state }) => FILTERS[name](state)).length;
    const listed = this.#filtered(entries);
    const waiting = listed.filter(({ state }) => state === 'pending');
    return html`${this.unmoderated
        ? nothing
        : html`<p class="small" data-testid="pending-count" data-n=${count('pending')}>${t('moderation.waiting', { n: count('pending') })}</p>`}
      <div class="tools">
        ${this.unmoderated ? nothing : this.#renderFilters(count)}
        <input
          type="text"
          data-testid="search"
          aria-label=${t('moderation.search')}
          placeholder=${t('moderation.search')}
          .value=${this.query}
          @input=${(event) => (this.query = event.target.value)}
        />
        ${this.unmoderated
          ? nothing
          : html`<button data-testid="approve-all" data-n=${waiting.length} aria-disabled=${!waiting.length} @click=${() => this.#approve(waiting)}>
              ✓ ${t('moderation.approve-all', { n: waiting.length })}
            </button>`}
      </div>
      ${listed.length || !entries.length ? nothing : html`<p class="soft">${t('moderation.none')}</p>`}
      <ol>
        ${repeat(
          listed,
          ({ id }) => id,
          (entry) => this.#entry(entry),
        )}
      </ol>`;
  }

  #renderFilters(count) {
    return html`<div class="filters" role="group" aria-label=${t('moderation.filter')}>
      ${Object.keys(FILTERS).map(
        (name) => html`<button class="quiet" data-testid="filter-${name}" aria-pressed=${this.filter === name} @click=${() => this.#setFilter(name)}>
          ${t(`moderation.filter.${name}`)} <span class="soft">${formatNumber(count(name))}</span>
        </button>`,
      )}
    </div>`;
  }

  updated() {
    const ids = new Set((this.entries ?? []).map(({ id }) => id));
    for (const id of this.#since.keys()) if (!ids.has(id)) this.#since.delete(id);
    for (const id of ids) if (!this.#since.has(id)) this.#since.set(id, performance.now());
  }

  #filtered(entries) {
    const query = normalize(this.query.trim());
    return entries.filter(({ id, state, text }) => (FILTERS[this.filter](state) || this.#marked.has(id)) && normalize(text).includes(query));
  }

  #setFilter(filter) {
    this.#marked.clear();
    this.filter = filter;
  }

  #approve(waiting) {
    const read = waiting.filter(({ id }) => performance.now() - (this.#since.get(id) ?? Infinity) > READ_MS);
    if (read.length) this.#mark(read.map(({ id }) => id), 'approved');
  }

  #mark(entries, state) {
    entries.forEach((id) => this.#marked.add(id));
    this.dispatchEvent(new CustomEvent('vh-mark', { detail: { entries, state } }));
  }

  #entry({ id, text, at, state, held }) {
    const why = held && state === 'pending' ? ` · ${t('words-rules.held', { word: held })}` : '';
    const told = this.unmoderated ? formatTime(at) : `${formatTime(at)} · ${t(`moderation.${state}`)}${why}`;
    return html`<li class=${this.unmoderated ? '' : state} data-testid="entry-${id}" data-state=${this.unmoderated ? nothing : state}>
      <span class="words"><span class="text" dir="auto">${text}</span><span class="small soft">${told}</span></span>
      <span class="steps" role="group" aria-label=${text}
        >${this.unmoderated ? nothing : COMMANDS.map((step) => this.#button(id, state, step))}${this.removable ? this.#removeButton(id) : nothing}</span
      >
    </li>`;
  }

  #removeButton(entry) {
    return html`<button
      class="quiet danger"
      data-testid="remove-${entry}"
      aria-label=${t('admission.remove-author')}
      title=${t('admission.remove-author')}
      @click=${() => this.dispatchEvent(new CustomEvent('vh-remove-author', { detail: { entry } }))}
    >
      ⏏
    </button>`;
  }

  #button(entry, currentState, { name, state, symbol }) {
    return html`<button
      data-testid="${name}-${entry}"
      aria-label=${t(`moderation.${name}`)}
      title=${t(`moderation.${name}`)}
      aria-pressed=${currentState === state}
      @click=${() => currentState !== state && this.#mark([entry], state)}
    >
      ${symbol}
    </button>`;
  }
}

customElements.define('vh-moderation', VhModeration);
