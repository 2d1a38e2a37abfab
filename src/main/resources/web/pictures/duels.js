/**
 * Who beats whom: a row says against how many votes an option holds its own in each column; who wins a duel is filled, a draw is framed.
 * Beside it the ranking that the count makes of the duels; those that tie share a place.
 * Hooks: data-testid="duel" with data-row, data-column and data-outcome (won, lost, drawn), "place" with data-place.
 */
import { LitElement, css, html, nothing } from 'lit';
import { shared } from '../components/shared.js';
import { formatNumber, letter } from '../format.js';
import { t } from '../i18n/index.js';
import { vars } from '../lib/vars.js';

const READABLE = 14;
const ONE_COLUMN = 24;
/** So few that names may have two lines on the big screen. */
const TWO_LINES = 5;

class VhDuels extends LitElement {
  static properties = {
    options: { attribute: false },
    /** {id: {id: votes}} */
    pairwise: { attribute: false },
    /** [[id]], best first */
    ranking: { attribute: false },
    winners: { attribute: false },
    fit: { type: Boolean, reflect: true },
  };

  static styles = [
    shared,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--s4);
        --cell: 2.75rem;
        --size: 0.875rem;
      }
      :host([fit]) {
        grid-template-columns: auto minmax(0, 1fr);
        gap: 3cqw;
        align-items: start;
        height: 100%;
        container-type: size;
      }
      :host([fit]) .scroll {
        overflow: hidden;
      }
      :host([fit]) .grid,
      :host([fit]) ol {
        --cell: min(calc(100cqh / var(--n) - 3px), calc(60cqw / var(--n) - 3px), 14cqh);
        --size: clamp(10px, calc(var(--cell) * 0.36), 5rem);
      }
      .scroll {
        overflow-x: auto;
      }
      .grid {
        display: grid;
        grid-template-columns: repeat(var(--n), var(--cell));
        grid-auto-rows: var(--cell);
        gap: 3px;
        width: max-content;
        font-size: var(--size);
        font-variant-numeric: tabular-nums;
      }
      .grid > * {
        display: grid;
        place-items: center;
        border-radius: 4px;
        line-height: 1;
      }
      .letter {
        position: sticky;
        inset-inline-start: 0;
        background: var(--card);
        font-weight: 700;
      }
      :host([fit]) .letter {
        background: none;
      }
      .won {
        background: var(--accent);
        color: var(--on-accent);
        font-weight: 700;
        forced-color-adjust: none;
      }
      .lost {
        background: var(--sunken);
        color: var(--ink);
      }
      .drawn {
        border: 2px solid var(--edge);
      }
      .self {
        background: linear-gradient(to bottom left, transparent calc(50% - 1px), var(--line) 0 calc(50% + 1px), transparent 0);
      }
      :host([fit]) ol {
        --most: max(6, calc(var(--lines) * var(--clamp)));
        align-content: start;
        grid-auto-flow: column;
        grid-template-rows: repeat(var(--rows), auto);
        gap: 0.35em 1em;
        height: 100cqh;
        font-size: clamp(13px, min(calc(100cqh / var(--most) / 1.7), 3.2cqw), 5rem);
        overflow: hidden;
      }
      ol {
        display: grid;
        gap: 0.35em;
      }
      li {
        display: grid;
        grid-template-columns: 2.2em minmax(0, 1fr);
        align-items: baseline;
        line-height: 1.25;
      }
      li b {
        color: var(--ink-soft);
        font-variant-numeric: tabular-nums;
      }
      li:first-child {
        font-weight: 650;
      }
      li > span > span {
        display: block;
        overflow-wrap: anywhere;
      }
      :host([fit]) li > span > span {
        display: -webkit-box;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: var(--clamp);
        overflow: hidden;
      }
      .key {
        grid-column: 1 / -1;
        color: var(--ink-soft);
        font-size: var(--text-s);
      }
      :host([fit]) .key {
        display: none;
      }
    `,
  ];

  render() {
    const n = this.options.length + 1;
    const places = this.#places();
    const tall = places.length > ONE_COLUMN;
    const half = (count) => (tall ? Math.ceil(count / 2) : count);
    return html`<div class="scroll" role="group" aria-label=${t('duels.picture')} tabindex=${this.fit ? nothing : 0}>
        <div class="grid" aria-hidden="true" ${vars({ n })}>
          <span></span>${this.options.map((option, i) => html`<span class="letter">${letter(i)}</span>`)}
          ${this.options.map((row, i) => html`<span class="letter">${letter(i)}</span>${this.options.map((column) => this.#duel(row.id, column.id))}`)}
        </div>
      </div>
      <ol aria-label=${t('duels.ranking')} ${vars({ n, rows: half(places.length), lines: half(this.options.length), clamp: this.options.length <= TWO_LINES ? 2 : 1 })}>
        ${places.map(
          ({ place, ids }) => html`<li data-testid="place" data-place=${place}><b>${place}.</b><span>${ids.map((id) => this.#name(id))}</span></li>`,
        )}
      </ol>
      <p class="key">${t('duels.key')}</p>`;
  }

  #duel(row, column) {
    if (row === column) return html`<span class="self"></span>`;
    const [mine, theirs] = [this.pairwise[row]?.[column] ?? 0, this.pairwise[column]?.[row] ?? 0];
    const outcome = mine > theirs ? 'won' : mine < theirs ? 'lost' : 'drawn';
    const words = this.options.length <= READABLE || !this.fit ? formatNumber(mine) : outcome === 'won' ? '●' : '';
    return html`<span class=${outcome} data-testid="duel" data-row=${row} data-column=${column} data-outcome=${outcome}>${words}</span>`;
  }

  /** Each with the place that those who tie share: the first of theirs. */
  #places() {
    let before = 0;
    return this.ranking.map((tied) => {
      const ids = [tied].flat();
      const place = before + 1;
      before += ids.length;
      return { place, ids };
    });
  }

  #name(id) {
    const i = this.options.findIndex((option) => option.id === id);
    return html`<span
      >${this.winners.has(id) ? html`★<span class="unseen">${this.winners.mark}:</span> ` : nothing}${letter(i)}. <bdi>${this.options[i].label}</bdi></span
    >`;
  }
}

customElements.define('vh-duels', VhDuels);
