/**
 * Pairwise comparisons: a row shows how many voters prefer an option to the one of each column; a win is filled, a draw is outlined. Beside
 * it is the ranking that the count derives from them; tied options share a place.
 * Hooks: data-testid="comparison" with data-row, data-column and data-outcome (won, lost, drawn), "place" with data-place.
 */
import { LitElement, css, html, nothing } from 'lit';
import { shared } from '../components/shared-styles.js';
import { formatNumber, letter } from '../i18n/format.js';
import { t } from '../i18n/index.js';
import { directionOf } from '../i18n/text-direction.js';
import { hue, vars } from '../components/css-vars.js';

const MAX_READABLE = 14;
/** More rows are set in two columns. */
const MAX_IN_ONE_COLUMN = 12;
/** Up to this number of options, names may have two lines on the big screen. */
const MAX_WITH_TWO_LINES = 5;
/** In ems: what a row of the big screen has besides its label; a character of the winner's badge; a character of a label. */
const PLACE_EMS = 4.6;
const BADGE_LETTER_EMS = 0.38;
const LETTER_EMS = 0.57;
/** Longer names are cut off, because their letters would be too small to read in a hall. */
const MAX_NAME_EMS = 28;

class VhPairwiseMatrix extends LitElement {
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
        grid-template: minmax(0, 1fr) auto / minmax(0, 1fr) auto;
        gap: calc(var(--u, 1vh) * 1) calc(var(--u, 1vh) * 4);
        height: 100%;
        container-type: size;
      }
      :host([fit]) .scroll {
        grid-area: 1 / 2;
        align-self: end;
        overflow: hidden;
      }
      :host([fit]) .grid {
        --cell: min(calc(56cqh / var(--n) - 3px), calc(30cqw / var(--n) - 3px), 9cqh);
        --size: calc(var(--cell) * 0.4);
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
      /* On the big screen the ranking is the most important part and fills the height. */
      :host([fit]) ol {
        grid-area: 1 / 1 / 3 / 2;
        grid-auto-flow: column;
        grid-template: repeat(var(--rows), minmax(0, 1fr)) / repeat(var(--columns), minmax(0, 1fr));
        gap: 0 calc(var(--u, 1vh) * 3);
        font-size: min(calc(70cqh / var(--rows) / 1.9), calc(var(--wide) * 1cqw / var(--columns) / var(--ems)), calc(var(--u, 1vh) * 5.6));
      }
      :host([fit]) li {
        grid-template-columns: auto auto minmax(0, 1fr) auto;
        align-items: center;
        gap: 0.6em;
        min-height: 0;
        border-top: 1px solid var(--line);
        line-height: 1.15;
      }
      :host([fit]) li:first-child {
        font-weight: inherit;
      }
      :host([fit]) li b {
        min-width: calc(var(--places) * 0.72em + 0.6em);
        text-align: end;
      }
      :host([fit]) li.first {
        font-weight: 700;
      }
      :host([fit]) li.other {
        color: color-mix(in srgb, var(--ink) 78%, var(--paper));
      }
      li .chip {
        display: grid;
        place-items: center;
        min-width: 1.65em;
        height: 1.5em;
        padding-inline: 0.3em;
        border-radius: 0.35em;
        background: var(--hue);
        color: var(--on-hue);
        forced-color-adjust: none;
        font-size: 0.8em;
        font-weight: 700;
      }
      li.other .chip {
        background: color-mix(in srgb, var(--hue) 24%, var(--paper));
        color: var(--ink);
      }
      li .label {
        display: -webkit-box;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: var(--clamp);
        overflow: hidden;
        overflow-wrap: anywhere;
      }
      /* The overlay over a video has no space for readable comparisons. */
      @container (max-height: 40vh) {
        :host([fit]) .scroll,
        :host([fit]) .key {
          display: none;
        }
      }
      li .badge {
        padding: 0.15em 0.7em;
        border-radius: var(--radius-full);
        background: var(--ink);
        color: var(--paper);
        font-size: 0.6em;
        font-weight: 650;
        white-space: nowrap;
        unicode-bidi: plaintext;
      }
      .key {
        grid-column: 1 / -1;
        color: var(--ink-soft);
        font-size: var(--text-s);
      }
      :host([fit]) .key {
        grid-area: 2 / 2;
        width: min(100%, 30cqw);
        min-width: 100%;
        max-width: 30cqw;
        font-size: calc(var(--u, 1vh) * 2);
        line-height: 1.3;
      }
    `,
  ];

  render() {
    const n = this.options.length + 1;
    const places = this.#places();
    // More comparisons could not be read in a hall; the table has all of them.
    if (this.fit && this.options.length > MAX_READABLE) return this.#list(places);
    return html`<div class="scroll" role="group" aria-label=${t('pairwise.picture')} tabindex=${this.fit ? nothing : 0}>
        <div class="grid" aria-hidden="true" ${vars({ n })}>
          <span></span>${this.options.map((option, i) => html`<span class="letter">${letter(i)}</span>`)}
          ${this.options.map((row, i) => html`<span class="letter">${letter(i)}</span>${this.options.map((column) => this.#comparison(row.id, column.id))}`)}
        </div>
      </div>
      ${this.fit ? this.#list(places) : html`<ol aria-label=${t('pairwise.ranking')}>
            ${places.map(
              ({ place, ids }) => html`<li data-testid="place" data-place=${place}><b>${place}.</b><span>${ids.map((id) => this.#name(id))}</span></li>`,
            )}
          </ol>`}
      <p class="key">${t(this.fit ? 'pairwise.key-short' : 'pairwise.key')}</p>`;
  }

  /** A row for each option; tied options have the same place. */
  #list(places) {
    const rows = places.flatMap(({ place, ids }) => ids.map((id, i) => ({ place, id, first: i === 0 })));
    const columns = rows.length > MAX_IN_ONE_COLUMN ? 2 : 1;
    const clamp = rows.length <= MAX_WITH_TWO_LINES ? 2 : 1;
    return html`<ol
      dir=${directionOf(this.options)}
      aria-label=${t('pairwise.ranking')}
      ${vars({ rows: Math.ceil(rows.length / columns), columns, places: String(rows.length).length, wide: this.options.length > MAX_READABLE ? 100 : 64, ems: this.#ems(clamp), clamp })}
    >
      ${rows.map(({ place, id, first }) => {
        const i = this.options.findIndex((option) => option.id === id);
        const won = this.winners.has(id);
        return html`<li class=${won ? 'first' : this.winners.size ? 'other' : ''} data-testid="place" data-place=${place} ${vars(hue(i))}>
          <b>${first ? `${place}.` : ''}</b><span class="chip">${letter(i)}</span><span class="label"><bdi>${this.options[i].label}</bdi></span>
          ${won ? html`<span class="badge">★ ${this.winners.mark}</span>` : nothing}
        </li>`;
      })}
    </ol>`;
  }

  /** The width of a row in ems, so that the longest name fits and its longest word is not broken. */
  #ems(lines) {
    const badge = this.winners.size ? (this.winners.mark.length + 4) * BADGE_LETTER_EMS + 0.6 : 0;
    const names = this.options.map(({ id, label }) => {
      const word = Math.max(...label.split(/[\s-]+/).map((each) => [...each].length));
      const all = [...label].length;
      const letters = Math.max(word, lines === 1 ? all : (all + word / 2) / lines);
      return letters * LETTER_EMS + (this.winners.has(id) ? badge : 0);
    });
    return Math.min(MAX_NAME_EMS, Math.max(14, PLACE_EMS + Math.max(...names)));
  }

  #comparison(row, column) {
    if (row === column) return html`<span class="self"></span>`;
    const [mine, theirs] = [this.pairwise[row]?.[column] ?? 0, this.pairwise[column]?.[row] ?? 0];
    const outcome = mine > theirs ? 'won' : mine < theirs ? 'lost' : 'drawn';
    return html`<span class=${outcome} data-testid="comparison" data-row=${row} data-column=${column} data-outcome=${outcome}>${formatNumber(mine)}</span>`;
  }

  /** The places of the ranking; tied options share the first of theirs. */
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

customElements.define('vh-pairwise-matrix', VhPairwiseMatrix);
