/**
 * Texts as cards, the newest first. A card that makes way for a newer one slides to its new place. The big screen shows as many as a hall
 * can read, by the length that the poll allows, so that the grid does not change while texts come in.
 * Hooks: data-testid="text-card" with data-entry and data-state (of a moderated poll), "text-more" with data-more.
 */
import { LitElement, css, html, nothing } from 'lit';
import { repeat } from 'lit-html/directives/repeat.js';
import { shared } from '../components/shared.js';
import { formatTime } from '../format.js';
import { t } from '../i18n/index.js';
import { vars } from '../lib/vars.js';

const FREE_CARDS = 24;
const MOVE_MS = 200;
/** Columns and rows of the big screen, by the longest text that may come. */
const GRIDS = [
  { upTo: 80, columns: 3, rows: 4, lines: 3 },
  { upTo: 160, columns: 2, rows: 4, lines: 3 },
  { upTo: Infinity, columns: 2, rows: 3, lines: 5 },
];

/** A short text is set larger, by its part of the longest that may come: what a hall can read matters more than even letters. */
const SCALES = [
  { part: 0.2, scale: 1.5 },
  { part: 0.35, scale: 1.25 },
  { part: Infinity, scale: 1 },
];
const USUAL_LENGTH = 280;

class VhTextCards extends LitElement {
  static properties = {
    /** [{id, text, at, state?}], the newest first */
    entries: { attribute: false },
    /** how many there are that are not among them */
    more: { type: Number },
    longest: { type: Number },
    /** whether there may be some that nobody approved */
    moderated: { type: Boolean },
    fit: { type: Boolean, reflect: true },
  };

  static styles = [
    shared,
    css`
      :host {
        display: block;
        container-type: inline-size;
      }
      :host([fit]) {
        container-type: size;
        height: 100%;
      }
      ol {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 15rem), 1fr));
        gap: var(--s3);
      }
      :host([fit]) ol {
        --row: calc((100cqh - 2.6rem) / var(--rows));
        grid-template-columns: repeat(var(--columns), minmax(0, 1fr));
        grid-auto-rows: calc(var(--row) - var(--s3));
        height: calc(100cqh - 2.6rem);
        overflow: hidden;
      }
      li {
        display: flex;
        flex-direction: column;
        justify-content: space-between;
        gap: 0.3em;
        min-height: 0;
        padding: 0.7em 0.9em;
        border: 1px solid var(--line);
        border-inline-start: 0.3em solid var(--accent);
        border-radius: var(--radius-s);
        background: var(--card);
        line-height: 1.35;
      }
      :host([fit]) li {
        font-size: clamp(13px, min(calc(var(--row) / (var(--lines) * 1.35 + 2.9)), 3.4cqw), 2.6rem);
      }
      p {
        overflow-wrap: anywhere;
        white-space: pre-line;
      }
      :host([fit]) p {
        display: -webkit-box;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: var(--shown);
        overflow: hidden;
        font-size: calc(var(--scale) * 1em);
      }
      .star {
        border-color: var(--accent);
        background: var(--accent-wash);
      }
      .star p {
        font-weight: 600;
      }
      .foot {
        display: flex;
        align-items: baseline;
        justify-content: space-between;
      }
      .foot b {
        color: var(--accent);
        line-height: 1;
      }
      time,
      .more {
        color: var(--ink-soft);
        font-size: max(0.7em, var(--text-s));
      }
      .more {
        padding-top: var(--s2);
      }
      :host([fit]) .more {
        font-size: clamp(14px, 2.2cqw, 1.6rem);
      }
      .none {
        padding: 2em;
        color: var(--ink-soft);
        text-align: center;
      }
      :host([fit]) .none {
        font-size: clamp(1rem, 3cqw, 2.5rem);
      }
    `,
  ];

  #was = new Map();

  render() {
    if (!this.entries.length) return html`<p class="none">${t(this.moderated ? 'picture.none-approved' : 'picture.none-text')}</p>`;
    const grid = GRIDS.find(({ upTo }) => this.longest <= upTo);
    const shown = this.entries.slice(0, this.fit ? grid.columns * grid.rows : FREE_CARDS);
    const more = this.entries.length - shown.length + this.more;
    return html`<ol ${vars(grid)}>
        ${repeat(
          shown,
          ({ id, at, text }) => id ?? `${at} ${text}`,
          ({ id, text, at, state }) => {
            const star = state === 'starred';
            return html`<li class=${star ? 'star' : ''} data-testid="text-card" data-entry=${id} data-state=${state ?? nothing}>
              <p dir="auto" ${vars(this.#scaled(text, grid))}>${text}</p>
              <span class="foot"><time>${formatTime(at)}</time>${star ? html`<b>★<span class="unseen"> ${t('picture.star')}</span></b>` : nothing}</span>
            </li>`;
          },
        )}
      </ol>
      ${more > 0 ? html`<p class="more" data-testid="text-more" data-more=${more}>${t('picture.more', { n: more })}</p>` : nothing}`;
  }

  #scaled(text, { lines }) {
    const part = text.length / Math.min(this.longest, USUAL_LENGTH);
    const { scale } = SCALES.find((each) => part <= each.part);
    return { scale, shown: Math.floor(lines / scale) };
  }

  willUpdate() {
    this.#was = this.#placed();
  }

  updated() {
    if (matchMedia('(prefers-reduced-motion: reduce)').matches || !this.#was.size) return;
    for (const [card, { x, y }] of this.#placed()) {
      const was = this.#was.get(card);
      if (!was) card.animate([{ opacity: 0 }, { opacity: 1 }], MOVE_MS);
      else if (was.x !== x || was.y !== y) {
        card.animate([{ transform: `translate(${was.x - x}px, ${was.y - y}px)` }, { transform: 'none' }], { duration: MOVE_MS, easing: 'ease-out' });
      }
    }
  }

  /** Where the cards stand; what is measured does not know of movements under way. */
  #placed() {
    return new Map([...this.renderRoot.querySelectorAll('li')].map((card) => [card, { x: card.offsetLeft, y: card.offsetTop }]));
  }
}

customElements.define('vh-text-cards', VhTextCards);
