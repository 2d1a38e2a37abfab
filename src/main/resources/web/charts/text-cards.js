/**
 * Texts as cards, the newest first. A card that makes space for a newer one slides to its new position. The big screen shows them in columns,
 * larger if there are few, and the rest on further pages; a click or Enter enlarges a card, another one or Escape reverts it.
 * Hooks: data-testid="text-card" with data-entry and data-state (of a moderated poll), "text-more" with data-more, "text-light",
 * "text-pages" with data-page and data-pages.
 */
import { LitElement, css, html, nothing } from 'lit';
import { repeat } from 'lit-html/directives/repeat.js';
import { shared } from '../components/shared-styles.js';
import { t } from '../i18n/index.js';
import { vars } from '../components/css-vars.js';
import { SizeController } from './size-controller.js';

const FREE_CARDS = 24;
const MOVE_MS = 200;
const FOOT_UNITS = 4.2;

const keyOf = ({ id, at, text }) => id ?? `${at} ${text}`;

class VhTextCards extends LitElement {
  static properties = {
    /** [{id, text, at, state?}], the newest first */
    entries: { attribute: false },
    /** the number of further entries */
    more: { type: Number },
    /** whether some entries may not be approved */
    moderated: { type: Boolean },
    fit: { type: Boolean, reflect: true },
    /** the settings of the big screen; see screen/view-controller.js */
    view: { attribute: false },
    /** the key of the enlarged entry */
    lit: { state: true },
  };

  static styles = [
    shared,
    css`
      :host {
        display: block;
      }
      :host([fit]) {
        position: relative;
        display: flex;
        flex-direction: column;
        height: 100%;
        overflow: hidden;
      }
      ol {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 15rem), 1fr));
        gap: var(--s3);
      }
      .wall {
        display: grid;
        grid-template-columns: repeat(var(--columns), minmax(0, 1fr));
        gap: calc(var(--size) * 0.6);
        flex: 1;
        min-height: 0;
        font-size: var(--size);
      }
      .wall ol {
        display: flex;
        flex-direction: column;
        gap: calc(var(--size) * 0.6);
        min-height: 0;
      }
      li {
        display: flex;
        align-items: baseline;
        justify-content: space-between;
        gap: 0.5em;
        min-height: 0;
        padding: 0.7em 0.9em;
        border: 1px solid var(--line);
        border-inline-start: 0.3em solid var(--accent);
        border-radius: var(--radius-s);
        background: var(--card);
        line-height: 1.35;
      }
      .wall li {
        flex: 0 1 auto;
        padding: 0.55em 0.8em;
        cursor: zoom-in;
      }
      p {
        flex: 1;
        min-width: 0;
        overflow-wrap: anywhere;
        white-space: pre-line;
      }
      .wall p {
        display: -webkit-box;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: var(--lines);
        overflow: hidden;
        line-height: 1.3;
      }
      .light {
        position: absolute;
        inset: 0;
        z-index: 1;
        display: grid;
        place-content: center;
        padding: calc(var(--u, 1vh) * 4);
        border-radius: calc(var(--u, 1vh) * 1.4);
        background: var(--accent-wash);
        color: var(--ink);
        font: 600 var(--size) / 1.25 var(--serif);
        text-align: center;
        text-wrap: balance;
        cursor: zoom-out;
        overflow: hidden;
      }
      .star {
        border-color: var(--accent);
        background: var(--accent-wash);
      }
      .star p {
        font-weight: 600;
      }
      li > b {
        flex: none;
        color: var(--accent);
        line-height: 1;
      }
      .more {
        padding-top: var(--s2);
        color: var(--ink-soft);
        font-size: max(0.7em, var(--text-s));
      }
      .foot {
        display: flex;
        justify-content: space-between;
        gap: 1em;
        min-height: calc(var(--u, 1vh) * 4.2);
        padding-top: calc(var(--u, 1vh) * 1.2);
        color: var(--ink-soft);
        font-size: calc(var(--u, 1vh) * 2);
        line-height: 1.4;
      }
      .foot .more {
        padding: 0;
        font-size: inherit;
      }
      .none {
        padding: 2em;
        color: var(--ink-soft);
        text-align: center;
      }
      :host([fit]) .none {
        margin: auto;
        font-size: calc(var(--u, 1vh) * 3);
      }
    `,
  ];

  #measured = new SizeController(this);
  #was = new Map();

  connectedCallback() {
    super.connectedCallback();
    document.addEventListener('keydown', this.#escape);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('keydown', this.#escape);
  }

  render() {
    if (!this.entries.length) return html`<p class="none">${t(this.moderated ? 'picture.none-approved' : 'picture.none-text')}</p>`;
    if (this.fit) return this.#wall();
    const shown = this.entries.slice(0, FREE_CARDS);
    return html`<ol>${repeat(shown, keyOf, (entry) => this.#card(entry))}</ol>
      ${this.#more(this.entries.length - shown.length + this.more)}`;
  }

  #wall() {
    const { size } = this.#measured;
    if (!size) return nothing;
    const unit = this.view?.unit ?? size.height / 70;
    const plan = (this.view?.planCards ?? onePage)({
      lengths: this.entries.map(({ text }) => widthOf(text)),
      width: size.width,
      height: size.height - FOOT_UNITS * unit,
      unit,
    });
    const pages = plan.pages.length;
    const at = (((this.view?.page ?? 0) % pages) + pages) % pages;
    const columns = plan.pages[at];
    return html`<div class="wall" ${vars({ columns: plan.columns, size: `${plan.size}px`, lines: plan.most })}>
        ${columns.map(
          (cards) => html`<ol>${repeat(cards.map((i) => this.entries[i]), keyOf, (entry) => this.#card(entry))}</ol>`,
        )}
      </div>
      <div class="foot">
        ${this.#more(this.more)}
        ${pages > 1 ? html`<span data-testid="text-pages" data-page=${at + 1} data-pages=${pages}>${t('bars.page', { n: at + 1, all: pages })}</span>` : nothing}
      </div>
      ${this.#light(size, unit)}`;
  }

  #card(entry) {
    const { id, text, state } = entry;
    const star = state === 'starred';
    const wall = this.fit;
    return html`<li
      class=${star ? 'star' : ''}
      data-testid="text-card"
      data-entry=${id}
      data-state=${state ?? nothing}
      dir="auto"
      tabindex=${wall ? 0 : nothing}
      @click=${wall ? () => (this.lit = keyOf(entry)) : nothing}
      @keydown=${wall ? (event) => this.#enter(event, entry) : nothing}
    >
      <p>${text}</p>
      ${star ? html`<b>★<span class="unseen"> ${t('picture.star')}</span></b>` : nothing}
    </li>`;
  }

  /** One text alone, as large as it fits. */
  #light({ width, height }, unit) {
    const entry = this.entries.find((each) => keyOf(each) === this.lit);
    if (!entry) return nothing;
    // The text fills 60 % of the space, if a letter is half as wide as high.
    const size = Math.max(2.4 * unit, Math.min(9 * unit, Math.sqrt((width * height * 0.45) / (Math.max(8, widthOf(entry.text)) * 0.55 * 1.25))));
    return html`<div class="light" data-testid="text-light" dir="auto" ${vars({ size: `${size}px` })} @click=${() => (this.lit = null)}>${entry.text}</div>`;
  }

  #enter(event, entry) {
    if (event.key === 'Enter') this.lit = this.lit === keyOf(entry) ? null : keyOf(entry);
  }

  #escape = ({ key }) => {
    if (key === 'Escape') this.lit = null;
  };

  #more(more) {
    return more > 0 ? html`<p class="more" data-testid="text-more" data-more=${more}>${t('picture.more', { n: more })}</p>` : nothing;
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

  /** The positions of the cards, without running animations. */
  #placed() {
    return new Map([...this.renderRoot.querySelectorAll('li')].map((card) => [card, { x: card.offsetLeft, y: card.offsetTop }]));
  }
}

const onePage = ({ lengths, height }) => ({ pages: [[lengths.map((length, i) => i)]], columns: 1, size: height / 20, most: 3 });

/** The length of a text in letters; characters of some scripts count as two. */
const widthOf = (text) => [...text].reduce((sum, sign) => sum + (sign > '\u2e7f' ? 1.9 : 1), 0);

customElements.define('vh-text-cards', VhTextCards);
