/**
 * A result as bars, for the presenter and the big screen, each with its figures at its end. On the big screen the rows fill their box, and
 * those that would be too small to read go to further pages; see `fit` in methods/index.js. With more than three options, the scale of the
 * bars ends near the leader's share, and is labelled.
 * Hooks: data-testid="result-bar-ID" with data-votes and data-share (on each row), "bars-scale", "bars-pages" with data-page and data-pages,
 * "bars-rest" with data-votes.
 */
import { LitElement, css, html, nothing } from 'lit';
import { repeat } from 'lit-html/directives/repeat.js';
import { formatNumber, formatShare, letter } from '../i18n/format.js';
import { t } from '../i18n/index.js';
import { directionOf } from '../i18n/text-direction.js';
import { pictureUrl } from '../components/pictures.js';
import { hue, shape, vars } from '../components/css-vars.js';
import { SizeController } from './size-controller.js';
import '../quiz/option-shapes.js';
import { barsStyles } from './bars-styles.js';
import { shared } from '../components/shared-styles.js';

/** Up to this number of options the scale ends at 100 %. */
const MAX_ON_FULL_SCALE = 3;
/** If not all options fit on a page, this many of the best are shown, and the others as a sum below them. */
const TOP_ROWS = 10;
const SORT_MS = 400;
/** Space for 1,000 votes and any percentage, so that no bar gets shorter because its figures grow. */
const MIN_FIGURES_EMS = 7.6;
/** Beyond this number of options, letters have two characters. */
const ALPHABET = 26;
const FOOT_UNITS = 4.2;
/** The width of a character of the winner's badge. */
const BADGE_EMS = 0.48;

/** Larger than plain letters, in the same space. */
const shapedLetters = css`
  :host([shaped]) .letter {
    width: 2em;
    min-width: 2em;
    height: 2em;
    margin-block: -0.25em;
    padding: var(--drop, 0) 0 0;
    border-radius: 0;
    clip-path: var(--shape);
  }
`;

/** The base class of bar charts; subclasses override what a row says and what its track shows. */
export class VhBars extends LitElement {
  static properties = {
    options: { attribute: false },
    /** option id → {votes, share, percent}, or null when hidden */
    counts: { attribute: false },
    winners: { attribute: false },
    fit: { type: Boolean, reflect: true },
    /** Whether each letter is on a shape of its own */
    shaped: { type: Boolean, reflect: true },
    /** the settings of the big screen; see screen/view-controller.js */
    view: { attribute: false },
  };

  static styles = [shared, barsStyles, shapedLetters];

  /** Whether the figures have a column of their own rather than following the bar. */
  aside = false;
  /** Whether the scale may end near the leader's share. */
  scales = true;
  /** The height of what is above the bars on the big screen, in hundredths of its height. */
  topUnits = 0;
  /** The width of what stands before the letter of a row. */
  leadEms = 0;
  #measured = new SizeController(this);
  #was = new Map();

  render() {
    if (!this.fit) return html`<ol dir=${directionOf(this.options)} class=${this.aside ? 'aside' : ''} ${vars({ figures: this.#figuresEms() })}>${this.rows().map((row) => this.#row(row))}</ol>${this.#foot(1, 0)}`;
    const { size } = this.#measured;
    if (!size) return nothing;
    const rows = this.rows();
    const sorted = this.#isSorted();
    if (sorted) rows.sort((a, b) => this.worth(this.counts.get(b.option.id)) - this.worth(this.counts.get(a.option.id)) || a.index - b.index);
    const pages = this.#pagesOf(rows, sorted, size);
    const at = (((this.view?.page ?? 0) % pages.length) + pages.length) % pages.length;
    const { shown, rest, plan } = pages[at];
    return html`<ol
        dir=${directionOf(this.options)}
        class="${plan.above ? 'above' : 'beside'} ${this.aside ? 'aside' : ''}"
        ${vars({
          columns: plan.columns,
          rows: plan.rows,
          row: `${plan.row}px`,
          size: `${plan.size}px`,
          bar: `${plan.bar}px`,
          name: `${plan.name}px`,
          lines: plan.lines,
          figures: this.#figuresEms(),
          chip: this.options.length > ALPHABET ? 2.6 : 1.75,
        })}
      >
        ${repeat(shown, ({ option }) => option.id, (row) => this.#row(row))} ${rest.length ? this.#rest(rest) : nothing}
      </ol>
      ${this.#foot(pages.length, at)}`;
  }

  /** The rows before they are sorted by result: {option, index} with the option's index in the poll. */
  rows() {
    return this.options.map((option, index) => ({ option, index }));
  }

  /** The options in order: by result once it is final, or if the presenter has chosen it. */
  #isSorted() {
    const sort = this.view?.sort ?? 'auto';
    return Boolean(this.counts) && (sort === 'result' || (sort === 'auto' && (this.view?.final ?? this.winners.size > 0)));
  }

  #pagesOf(rows, sorted, { width, height }) {
    const unit = this.view?.unit ?? height / 70;
    const box = { width, height: height - (this.topUnits + (this.#hasFoot ? FOOT_UNITS : 0)) * unit, unit };
    const all = this.#planOf(rows, rows.length, box);
    if (all.pages === 1 || !sorted || rows.length <= TOP_ROWS + 1) return cut(rows, all);
    const [top, others] = [rows.slice(0, TOP_ROWS), rows.slice(TOP_ROWS)];
    const first = this.#planOf(top, TOP_ROWS + 1, box);
    if (first.pages > 1) return cut(rows, all);
    return [{ shown: top, rest: others, plan: first }, ...cut(others, this.#planOf(others, others.length, box))];
  }

  #planOf(rows, n, box) {
    const given = {
      n,
      ...box,
      chars: Math.max(...rows.map(({ option }) => widthOf(option.label))),
      word: Math.max(...rows.flatMap(({ option }) => option.label.split(/[\s-]+/).map(widthOf))),
      figuresEms: this.#figuresEms(),
      badgeEms: this.leadEms + (this.winners.size ? (this.winners.mark.length + 2) * BADGE_EMS + 1.8 : 0),
      pictures: rows.some(({ option }) => option.image),
      aside: this.aside,
      bare: !this.counts,
    };
    return this.view?.planBars?.(given) ?? { ...given, ...PLAIN, rows: n, perPage: n, row: box.height / n, size: box.height / n / 4, bar: box.height / n / 2 };
  }

  /** The width of the figures, so that bars leave space for them. */
  #figuresEms() {
    if (!this.counts) return 0;
    return Math.max(MIN_FIGURES_EMS, ...[...this.counts.values()].map((count) => this.figuresOf(count).reduce((sum, text) => sum + text.length * 0.66 + 0.6, 0.4)));
  }

  get #hasFoot() {
    return this.options.length > (this.scales ? MAX_ON_FULL_SCALE : TOP_ROWS);
  }

  /** The share at the end of the scale, and its label. */
  #scale() {
    const counts = [...(this.counts?.values() ?? [])];
    const longest = counts.reduce((most, count) => ((count.share ?? 0) > (most.share ?? 0) ? count : most), {});
    const scaled = this.scales && longest.share > 0 && (this.options.length > MAX_ON_FULL_SCALE || longest.percent === undefined);
    return { full: scaled ? longest.share : 1, text: scaled && longest.percent < 100 ? formatShare(longest.share, longest.percent) : '' };
  }

  #foot(pages, at) {
    const { text } = this.#scale();
    if (this.fit ? !this.#hasFoot : !text) return nothing;
    return html`<p class="foot">
      <span data-testid="bars-scale">${text ? t('bars.scale', { share: text }) : nothing}</span>
      ${pages > 1
        ? html`<span class="pages" data-testid="bars-pages" data-page=${at + 1} data-pages=${pages}>
            <span aria-hidden="true">${Array.from({ length: pages }, (_, i) => html`<i class=${i === at ? 'now' : ''}></i>`)}</span>
            ${t('bars.page', { n: at + 1, all: pages })}
          </span>`
        : nothing}
    </p>`;
  }

  #row({ option, index, lead }) {
    const count = this.counts?.get(option.id);
    const won = this.winners.has(option.id);
    const share = (count?.share ?? 0) / this.#scale().full;
    return html`<li
      class=${won ? 'won' : this.winners.size ? 'lost' : ''}
      data-testid="result-bar-${option.id}"
      data-votes=${count?.votes ?? nothing}
      data-share=${count?.share ?? nothing}
      ${vars({ ...hue(index), ...(this.shaped && shape(index)), share })}
    >
      <span class="name">
        ${lead}
        <span class="letter" aria-hidden="true">${letter(index)}</span>
        ${option.image ? html`<img src=${pictureUrl(option.image)} alt=${option.alt ?? ''} />` : nothing}
        <span class="label"><bdi>${option.label}</bdi></span>
        ${won ? html`<span class="badge">${this.winners.sign} ${this.winners.mark}</span>` : nothing}
      </span>
      ${count ? html`${this.aside ? this.figures(count) : nothing}${this.track(count)}` : nothing}
    </li>`;
  }

  /** The remaining options in one row: their number and their sum. */
  #rest(rest) {
    const counts = rest.map(({ option }) => this.counts.get(option.id));
    const votes = counts.reduce((sum, count) => sum + (count.votes ?? 0), 0);
    return html`<li class="rest" data-testid="bars-rest" data-votes=${votes}>
      <span class="name"><span class="label">${t('bars.rest', { n: rest.length })}</span></span>
      <span class="count">${this.restOf(counts).map((text) => html`<span>${text}</span>`)}</span>
    </li>`;
  }

  /** The number by which options are ranked. */
  worth({ votes }) {
    return votes;
  }

  /** The figures of a row as text, the deciding one first. */
  figuresOf({ votes, share, percent }) {
    return [formatShare(share, percent), formatNumber(votes)];
  }

  /** The sum of several options as text. */
  restOf(counts) {
    // Without a percentage, because the sum of many rounded percentages would be inexact.
    return [t('votes', { n: counts.reduce((sum, { votes }) => sum + votes, 0) })];
  }

  /** The bar of a row, with its figures. */
  track(count) {
    return html`<span class="track"><span class="fill"><i></i></span><span class="end">${this.figures(count)}</span></span>`;
  }

  /** The figures of a row, the deciding one in bold. */
  figures(count) {
    const [first, ...others] = this.figuresOf(count);
    return html`<span class="count"
      ><b>${first}</b>${others.map((text) => html` <span class="votes">${text}${this.unitOf(text)}</span>`)}</span
    >`;
  }

  /** A description of the other figures, for screen readers. */
  unitOf(text) {
    return text ? html`<span class="unseen"> ${t('votes.word')}</span>` : nothing;
  }

  willUpdate() {
    this.#was = this.fit ? this.#placed() : new Map();
  }

  /** Rows slide to their new places; a new page slides in. */
  updated() {
    if (!this.#was.size || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    for (const [row, { x, y }] of this.#placed()) {
      const was = this.#was.get(row);
      if (!was) row.animate([{ opacity: 0 }, { opacity: 1 }], SORT_MS);
      else if (was.x !== x || was.y !== y) {
        row.animate([{ transform: `translate(${was.x - x}px, ${was.y - y}px)` }, { transform: 'none' }], { duration: SORT_MS, easing: 'ease-in-out' });
      }
    }
  }

  #placed() {
    return new Map([...this.renderRoot.querySelectorAll('li')].map((row) => [row, { x: row.offsetLeft, y: row.offsetTop }]));
  }
}

const PLAIN = { pages: 1, columns: 1, above: true, lines: 2, name: 0 };

function cut(rows, plan) {
  return Array.from({ length: plan.pages }, (_, i) => ({ shown: rows.slice(i * plan.perPage, (i + 1) * plan.perPage), rest: [], plan }));
}

/** The width of a label in letters; characters of some scripts count as two. */
const widthOf = (label) => [...label].reduce((sum, sign) => sum + (sign > '\u2e7f' ? 1.9 : 1), 0);

customElements.define('vh-bars', VhBars);
