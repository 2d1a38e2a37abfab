/**
 * The questions from the floor for those who lead or moderate: a list that can be sorted and filtered, with the steps for each question.
 * The list keeps its order while it is read: what is new or has moved waits behind a button, and what somebody else has marked stays in its place. Fires `vh-question` {entry, change}, where
 * change is {state}, {pinned} or {reply}, and `vh-remove-author` {entry} where authors can be removed.
 *
 * Hooks: data-testid="board-sort-NAME", "board-filter-NAME", "board-new" with data-n, "board-none", "entry-ID" with data-state and
 * data-pinned, "approve-ID", "hide-ID", "answer-ID", "pin-ID", "reply-ID", "archive-ID", "show-ID", "remove-ID", "reply-text", "reply-save", "reply-cancel".
 */
import '../../i18n/present-words.js';
import { LitElement, html, nothing } from 'lit';
import { repeat } from 'lit-html/directives/repeat.js';
import '../../i18n/present-questions.js';
import { shared } from '../../components/shared-styles.js';
import { formatNumber, formatTime } from '../../i18n/format.js';
import { t } from '../../i18n/index.js';
import { ShownOrder, sortEntries } from '../../questions/question-order.js';
import { questionBoardStyles } from './question-board-styles.js';

const MAX_REPLY = 1000;

/** Filters by the state of a question. */
const FILTERS = {
  open: ['pending', 'live'],
  answered: ['answered'],
  aside: ['archived', 'hidden'],
};

/** The steps for a question in a state, the most frequent first. */
const STEPS = {
  pending: ['approve', 'hide'],
  live: ['answer', 'pin', 'reply', 'archive', 'hide'],
  answered: ['show', 'reply', 'archive'],
  archived: ['show', 'hide'],
  hidden: ['show'],
};

/** What a step changes. */
const CHANGES = {
  approve: { state: 'live' },
  show: { state: 'live' },
  hide: { state: 'hidden' },
  answer: { state: 'answered' },
  archive: { state: 'archived' },
};

class VhQuestionBoard extends LitElement {
  static properties = {
    /** Questions as `Questions.entries` has them */
    entries: { attribute: false },
    /** The number of voters who have voted on any question */
    voters: { type: Number },
    downvotes: { type: Boolean },
    /** Whether the authors of questions can be removed from the room */
    removable: { type: Boolean },
    sort: { state: true },
    filter: { state: true },
    /** The id of the question that is being replied to */
    replying: { state: true },
  };

  static styles = [shared, questionBoardStyles];

  #order = new ShownOrder();

  constructor() {
    super();
    this.entries = [];
    this.sort = 'votes';
    this.filter = 'open';
  }

  render() {
    const { entries } = this;
    const count = (name) => entries.filter(({ state }) => FILTERS[name].includes(state)).length;
    const listed = sortEntries(
      entries.filter(({ id, state }) => FILTERS[this.filter].includes(state) || this.#order.ids?.includes(id)),
      this.sort,
      this.voters,
    );
    const byId = new Map(listed.map((entry) => [entry.id, entry]));
    const ids = this.#order.update(
      listed.map(({ id }) => id),
      { appends: true },
    );
    const { added, moved } = this.#order;
    return html`<div class="tools">
        <div class="filters" role="group" aria-label=${t('floor.filter')}>
          ${Object.keys(FILTERS).map(
            (name) => html`<button class="quiet" data-testid="board-filter-${name}" aria-pressed=${this.filter === name} @click=${() => this.#arrange({ filter: name })}>
              ${t(`floor.filter.${name}`)} <span class="soft">${formatNumber(count(name))}</span>
            </button>`,
          )}
        </div>
        <div class="filters sorts" role="group" aria-label=${t('questions.sort')}>
          ${['votes', 'newest', ...(this.downvotes ? ['controversy'] : []), 'pending'].map(
            (name) => html`<button class="quiet" data-testid="board-sort-${name}" aria-pressed=${this.sort === name} @click=${() => this.#arrange({ sort: name })}>
              ${t(`questions.sort.${name}`)}
            </button>`,
          )}
        </div>
      </div>
      <div class="new">
        ${added || moved
          ? html`<button data-testid="board-new" data-n=${added} @click=${() => this.#arrange({})}>
              <span aria-hidden="true">↑</span> ${added ? t('questions.new', { n: added }) : t('questions.moved')}
            </button>`
          : nothing}
      </div>
      ${ids.length ? nothing : html`<p class="soft" data-testid="board-none">${t(`floor.none.${this.filter}`)}</p>`}
      <ol>
        ${repeat(
          ids.map((id) => byId.get(id)),
          ({ id }) => id,
          (entry) => this.#renderEntry(entry),
        )}
      </ol>`;
  }

  #renderEntry(entry) {
    const { id, text, name, at, state, pinned, reply, held } = entry;
    const facts = [...(name ? [name] : []), formatTime(at), t(`floor.state.${state}`), ...(pinned ? [t('floor.pinned')] : []), ...(held ? [t('words-rules.held', { word: held })] : [])];
    return html`<li class="${state} ${pinned ? 'pinned' : ''}" data-testid="entry-${id}" data-state=${state} data-pinned=${Boolean(pinned)}>
      <p class="votes" title=${t('floor.votes', { up: entry.up, down: entry.down })}>
        <b>${formatNumber(entry.score)}</b>
        ${this.downvotes ? html`<span class="small soft">▲${formatNumber(entry.up)} ▼${formatNumber(entry.down)}</span>` : html`<span class="small soft" aria-hidden="true">▲</span>`}
      </p>
      <div class="words">
        <p class="text" dir="auto">${text}</p>
        <p class="small soft facts">${facts.map((fact) => html`<bdi>${fact}</bdi>`)}</p>
        ${reply && this.replying !== id ? html`<p class="reply" dir="auto"><b>${t('questions.reply')}:</b> ${reply}</p>` : nothing}
        ${this.replying === id ? this.#renderReply(entry) : html`<div class="steps" role="group" aria-label=${text}>${STEPS[state]?.map((step) => this.#renderStep(entry, step))}${this.removable ? this.#renderRemove(id) : nothing}</div>`}
      </div>
    </li>`;
  }

  #renderStep(entry, step) {
    const { id, pinned, reply } = entry;
    const label = step === 'pin' && pinned ? 'unpin' : step === 'reply' && reply ? 'reply-edit' : step;
    return html`<button class="${step === 'approve' || step === 'answer' ? '' : 'quiet'}" data-testid="${step}-${id}" aria-pressed=${step === 'pin' ? Boolean(pinned) : nothing} @click=${() => this.#take(entry, step)}>
      ${t(`floor.do.${label}`)}
    </button>`;
  }

  #renderRemove(entry) {
    const fire = () => this.dispatchEvent(new CustomEvent('vh-remove-author', { detail: { entry } }));
    return html`<button class="quiet danger" data-testid="remove-${entry}" aria-label=${t('admission.remove-author')} title=${t('admission.remove-author')} @click=${fire}>⏏</button>`;
  }

  #renderReply({ id, reply = '' }) {
    return html`<form
      @submit=${(event) => this.#saveReply(event, id)}
      @keydown=${(event) => event.key === 'Escape' && this.#endReply(id)}
    >
      <textarea rows="3" dir="auto" maxlength=${MAX_REPLY} data-testid="reply-text" aria-label=${t('floor.reply-label')} placeholder=${t('floor.reply-label')} .value=${reply}></textarea>
      <div class="steps">
        <button class="primary" data-testid="reply-save">${t('floor.reply-save')}</button>
        <button type="button" class="quiet" data-testid="reply-cancel" @click=${() => this.#endReply(id)}>${t('floor.reply-cancel')}</button>
      </div>
    </form>`;
  }

  async #take(entry, step) {
    if (step === 'reply') {
      this.replying = entry.id;
      await this.updateComplete;
      return this.renderRoot.querySelector('[data-testid="reply-text"]')?.focus();
    }
    return this.#change(entry.id, step === 'pin' ? { pinned: !entry.pinned } : CHANGES[step]);
  }

  #saveReply(event, id) {
    event.preventDefault();
    this.#change(id, { reply: event.target.querySelector('textarea').value.trim() });
    this.#endReply(id);
  }

  async #endReply(id) {
    this.replying = null;
    await this.updateComplete;
    this.renderRoot.querySelector(`[data-testid="reply-${id}"]`)?.focus();
  }

  #change(entry, change) {
    this.dispatchEvent(new CustomEvent('vh-question', { detail: { entry, change } }));
  }

  /** Takes the current order, with another sorting or filter if they are given. */
  #arrange({ sort = this.sort, filter = this.filter }) {
    this.#order = new ShownOrder();
    this.sort = sort;
    this.filter = filter;
    this.requestUpdate();
  }
}

customElements.define('vh-question-board', VhQuestionBoard);
