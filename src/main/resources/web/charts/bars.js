/**
 * A result as thick bars, for the presenter and the big screen, each with its figures at its end. On the big screen the rows fill the box
 * they are given, and what a hall could not read goes to further pages; see `view` in methods/index.js. The bars of more than three options
 * are as long as that of the leader allows, and say so.
 * Hooks: data-testid="result-bar-ID" with data-votes and data-share (on each row), "bars-scale", "bars-pages" with data-page and data-pages,
 * "bars-rest" with data-votes.
 */
import { LitElement, html, nothing } from 'lit';
import { repeat } from 'lit-html/directives/repeat.js';
import { formatNumber, formatShare, letter } from '../i18n/format.js';
import { t } from '../i18n/index.js';
import { directionOf } from '../i18n/text-direction.js';
import { hue, vars } from '../components/css-vars.js';
import { Measured } from './size-controller.js';
import { barsStyles } from './bars-styles.js';
import { shared } from '../components/shared-styles.js';

/** So few bars are measured by the whole. */
const OF_THE_WHOLE = 3;
/** Where not all have room, these many of the best stand together, and the others are summed up below them. */
const TOP = 10;
const SORT_MS = 400;
/** Room for 1,000 votes and all percentages: no bar gets shorter because figures grew. */
const LEAST_FIGURES_EMS = 7.6;
/** Beyond these many options they have two letters. */
const LETTERS = 26;
const FOOT_UNITS = 4.2;
/** A letter of the mark of those who won. */
const BADGE_EMS = 0.48;

/** What a row says and what its track shows is for a picture of its own to say anew. */
export class VhBars extends LitElement {
  static properties = {
    options: { attribute: false },
    /** option id → {votes, share, percent}, or null when hidden */
    counts: { attribute: false },
    winners: { attribute: false },
    fit: { type: Boolean, reflect: true },
    /** what the big screen says of pages and order; see methods/index.js */
    view: { attribute: false },
  };

  static styles = [shared, barsStyles];

  /** Whether the figures of a row have a place of their own, and do not follow its bar. */
  aside = false;
  /** Whether bars may be as long as that of the leader allows. */
  scales = true;
  /** The height of what stands above the bars of the big screen, in hundredths of its height. */
  topUnits = 0;
  #measured = new Measured(this);
  #was = new Map();

  render() {
    if (!this.fit) return html`<ol dir=${directionOf(this.options)} class=${this.aside ? 'aside' : ''} ${vars({ figures: this.#figuresEms() })}>${this.options.map((option, index) => this.#row({ option, index }))}</ol>${this.#foot(1, 0)}`;
    const { size } = this.#measured;
    if (!size) return nothing;
    const rows = this.options.map((option, index) => ({ option, index }));
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
          chip: this.options.length > LETTERS ? 2.6 : 1.75,
        })}
      >
        ${repeat(shown, ({ option }) => option.id, (row) => this.#row(row))} ${rest.length ? this.#rest(rest) : nothing}
      </ol>
      ${this.#foot(pages.length, at)}`;
  }

  /** By the result once it is final, or when the presenter wants it so. */
  #isSorted() {
    const sort = this.view?.sort ?? 'auto';
    return Boolean(this.counts) && (sort === 'result' || (sort === 'auto' && (this.view?.final ?? this.winners.size > 0)));
  }

  #pagesOf(rows, sorted, { width, height }) {
    const unit = this.view?.unit ?? height / 70;
    const box = { width, height: height - (this.topUnits + (this.#hasFoot ? FOOT_UNITS : 0)) * unit, unit };
    const all = this.#planOf(rows, rows.length, box);
    if (all.pages === 1 || !sorted || rows.length <= TOP + 1) return cut(rows, all);
    const [top, others] = [rows.slice(0, TOP), rows.slice(TOP)];
    const first = this.#planOf(top, TOP + 1, box);
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
      badgeEms: this.winners.size ? (this.winners.mark.length + 2) * BADGE_EMS + 1.8 : 0,
      aside: this.aside,
      bare: !this.counts,
    };
    return this.view?.planBars?.(given) ?? { ...given, ...PLAIN, rows: n, perPage: n, row: box.height / n, size: box.height / n / 4, bar: box.height / n / 2 };
  }

  /** Room for the figures, so that no bar runs into them. */
  #figuresEms() {
    if (!this.counts) return 0;
    return Math.max(LEAST_FIGURES_EMS, ...[...this.counts.values()].map((count) => this.figuresOf(count).reduce((sum, words) => sum + words.length * 0.66 + 0.6, 0.4)));
  }

  get #hasFoot() {
    return this.options.length > (this.scales ? OF_THE_WHOLE : TOP);
  }

  /** The share that is as long as the track, and its words. */
  #scale() {
    const counts = [...(this.counts?.values() ?? [])];
    const longest = counts.reduce((most, count) => ((count.share ?? 0) > (most.share ?? 0) ? count : most), {});
    const scaled = this.scales && longest.share > 0 && (this.options.length > OF_THE_WHOLE || longest.percent === undefined);
    return { full: scaled ? longest.share : 1, words: scaled && longest.percent < 100 ? formatShare(longest.share, longest.percent) : '' };
  }

  #foot(pages, at) {
    const { words } = this.#scale();
    if (this.fit ? !this.#hasFoot : !words) return nothing;
    return html`<p class="foot">
      <span data-testid="bars-scale">${words ? t('bars.scale', { share: words }) : nothing}</span>
      ${pages > 1
        ? html`<span class="pages" data-testid="bars-pages" data-page=${at + 1} data-pages=${pages}>
            <span aria-hidden="true">${Array.from({ length: pages }, (_, i) => html`<i class=${i === at ? 'now' : ''}></i>`)}</span>
            ${t('bars.page', { n: at + 1, all: pages })}
          </span>`
        : nothing}
    </p>`;
  }

  #row({ option, index }) {
    const count = this.counts?.get(option.id);
    const won = this.winners.has(option.id);
    const share = (count?.share ?? 0) / this.#scale().full;
    return html`<li
      class=${won ? 'won' : this.winners.size ? 'lost' : ''}
      data-testid="result-bar-${option.id}"
      data-votes=${count?.votes ?? nothing}
      data-share=${count?.share ?? nothing}
      ${vars({ ...hue(index), share })}
    >
      <span class="name">
        <span class="letter" aria-hidden="true">${letter(index)}</span>
        ${option.image ? html`<img src=${option.image} alt="" />` : nothing}
        <span class="label"><bdi>${option.label}</bdi></span>
        ${won ? html`<span class="badge">★ ${this.winners.mark}</span>` : nothing}
      </span>
      ${count ? html`${this.aside ? this.figures(count) : nothing}${this.track(count)}` : nothing}
    </li>`;
  }

  /** The others in one row: how many they are, and what they have together. */
  #rest(rest) {
    const counts = rest.map(({ option }) => this.counts.get(option.id));
    const votes = counts.reduce((sum, count) => sum + (count.votes ?? 0), 0);
    return html`<li class="rest" data-testid="bars-rest" data-votes=${votes}>
      <span class="name"><span class="label">${t('bars.rest', { n: rest.length })}</span></span>
      <span class="count">${this.restOf(counts).map((words) => html`<span>${words}</span>`)}</span>
    </li>`;
  }

  /** What makes one option better than another; a number. */
  worth({ votes }) {
    return votes;
  }

  /** The figures of a row in words, the one that decides first. */
  figuresOf({ votes, share, percent }) {
    return [formatShare(share, percent), formatNumber(votes)];
  }

  /** What options have together, in words. */
  restOf(counts) {
    // No percentage: those of many options are each rounded, and their sum would be some way off.
    return [t('votes', { n: counts.reduce((sum, { votes }) => sum + votes, 0) })];
  }

  /** The bar of a row, with its figures. */
  track(count) {
    return html`<span class="track"><span class="fill"><i></i></span><span class="end">${this.figures(count)}</span></span>`;
  }

  /** The figures of a row, the one that decides in bold. */
  figures(count) {
    const [first, ...others] = this.figuresOf(count);
    return html`<span class="count"
      ><b>${first}</b>${others.map((words) => html` <span class="votes">${words}${this.unitOf(words)}</span>`)}</span
    >`;
  }

  /** What the figures that do not decide are of, for who cannot see them. */
  unitOf(words) {
    return words ? html`<span class="unseen"> ${t('votes.word')}</span>` : nothing;
  }

  willUpdate() {
    this.#was = this.fit ? this.#placed() : new Map();
  }

  /** Rows slide to where they stand now; a page that is turned to comes up. */
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

/** The letters of a label; those of some scripts are as wide as two. */
const widthOf = (label) => [...label].reduce((sum, sign) => sum + (sign > '\u2e7f' ? 1.9 : 1), 0);

customElements.define('vh-bars', VhBars);
