/**
 * The list of polls. Fires `vh-select` {id} and `vh-order` {ids}. Polls are reordered by dragging, by buttons, or by Alt with the arrow keys.
 * The list scrolls separately and keeps the selected poll in sight.
 * Hooks: data-testid="poll-item-ID" with data-state, "move-up-ID", "move-down-ID".
 */
import { LitElement, css, html, nothing } from 'lit';
import { repeat } from 'lit-html/directives/repeat.js';
import { t } from '../../i18n/index.js';
import { RowDrag, moveItem } from '../reorder.js';
import { shared } from '../../components/shared-styles.js';

class VhPollList extends LitElement {
  static properties = {
    polls: { attribute: false },
    /** Whether the order cannot be changed here */
    fixed: { type: Boolean },
    selected: {},
    pending: { attribute: false },
    tallies: { attribute: false },
  };

  static styles = [
    shared,
    css`
      :host {
        position: relative;
        display: block;
        overflow-y: auto;
        overscroll-behavior: contain;
        scrollbar-width: thin;
      }
      ol {
        display: grid;
        gap: var(--s1);
      }
      li {
        display: flex;
        align-items: stretch;
        border-radius: var(--radius-s);
      }
      li.selected {
        background: var(--card);
        box-shadow: var(--shadow), inset 3px 0 0 var(--accent);
      }
      li.pending {
        opacity: 0.55;
        text-decoration: line-through;
      }
      .item {
        flex: 1;
        display: grid;
        grid-template-columns: 1.5rem minmax(0, 1fr);
        justify-content: start;
        gap: 0 var(--s2);
        min-width: 0;
        padding: var(--s2) var(--s3);
        border: 0;
        background: transparent;
        font-weight: 500;
        text-align: start;
      }
      li:not(.selected):hover {
        background: var(--sunken);
      }
      /* The whole row reacts to the pointer. */
      .item:hover {
        background: transparent;
      }
      .number {
        color: var(--ink-soft);
        font-variant-numeric: tabular-nums;
      }
      .question {
        display: -webkit-box;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 2;
        overflow: hidden;
        overflow-wrap: anywhere;
        /* Next to what is before it, whatever the direction of its text. */
        justify-self: start;
      }
      .state {
        grid-column: 2;
        color: var(--ink-soft);
        font-size: var(--text-s);
        font-weight: 400;
      }
      .open .state {
        color: var(--accent);
        font-weight: 650;
      }
      .move {
        display: grid;
        align-content: center;
      }
      .move button {
        padding: 0;
        border: 0;
        background: transparent;
        color: var(--ink-soft);
      }
      .move button:hover {
        color: var(--ink);
      }
      .move button[aria-disabled='true'] {
        visibility: hidden;
      }
    `,
  ];

  #drag = new RowDrag((from, to) => this.#move(from, to));

  render() {
    const { polls } = this;
    return html`${polls.length
        ? html`<ol @keydown=${this.#onKeyDown}>
            ${repeat(
              polls,
              (poll) => poll.id,
              (poll, i) => this.#row(poll, i),
            )}
          </ol>`
        : nothing}
`;
  }

  updated(changed) {
    if (!changed.has('selected')) return;
    // If the focus was in the list, it moves with the selection.
    if (this.renderRoot.activeElement?.matches('.item')) this.focusSelected();
    this.#selected?.closest('li').scrollIntoView({ block: 'nearest' });
  }

  /** Focuses the selected poll, else the first one. */
  focusSelected() {
    (this.#selected ?? this.renderRoot.querySelector('.item'))?.focus();
  }

  get #selected() {
    return this.renderRoot.querySelector('[aria-current]');
  }

  #row(poll, i) {
    const selected = poll.id === this.selected;
    const pending = this.pending.get(poll.id);
    const votes = this.tallies.get(poll.id)?.ballots;
    return html`<li
      class="${poll.state} ${selected ? 'selected' : ''} ${pending ? 'pending' : ''}"
      draggable=${!this.fixed}
      data-index=${i}
      @dragstart=${(event) => this.#drag.start(i, event)}
      @dragover=${(event) => this.#drag.over(event)}
      @drop=${(event) => this.#drag.drop(i, event)}
      @dragend=${() => this.#drag.end()}
    >
      <button
        class="item"
        aria-current=${selected ? 'true' : nothing}
        data-testid="poll-item-${poll.id}"
        data-state=${poll.state}
        @click=${() => this.#fire('vh-select', { id: poll.id })}
      >
        <span class="number">${i + 1}</span>
        <span class="question" dir="auto">${poll.question}</span>
        <span class="state"
          >${poll.state === 'open' ? '● ' : ''}${t(poll.closing ? 'poll.closing' : `state.${poll.state}`)}${votes && poll.state !== 'draft' ? ` · ${t('votes', { n: votes })}` : ''}${poll.next || poll.previous ? ` · ${t(poll.next ? 'rounds.first' : 'rounds.second')}` : ''}</span
        >
      </button>
      ${selected && !this.fixed
        ? html`<span class="move">
            ${this.#moveButton(poll, i, i - 1, 'up', '↑')}${this.#moveButton(poll, i, i + 1, 'down', '↓')}
          </span>`
        : nothing}
    </li>`;
  }

  #moveButton(poll, from, to, name, symbol) {
    const enabled = to >= 0 && to < this.polls.length;
    return html`<button
      aria-label=${t(`list.${name}`, { question: poll.question })}
      aria-disabled=${!enabled}
      data-testid="move-${name}-${poll.id}"
      @click=${() => this.#move(from, to)}
    >
      ${symbol}
    </button>`;
  }

  #onKeyDown(event) {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!step || !event.altKey || this.fixed) return;
    event.preventDefault();
    event.stopPropagation();
    const from = Number(event.target.closest('li')?.dataset.index);
    this.#move(from, from + step);
  }

  #move(from, to) {
    const ids = this.polls.map(({ id }) => id);
    const order = moveItem(ids, from, to);
    if (order !== ids) this.#fire('vh-order', { ids: order });
  }

  #fire(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

customElements.define('vh-poll-list', VhPollList);
