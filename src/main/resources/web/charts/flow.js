/**
 * A count in rounds (IRV, STV) as a Sankey diagram. It shows as many rounds as fit its width, up to the current one: the last round, until
 * the user steps back with the buttons or the arrow keys.
 * Hooks: data-testid="flow" with data-round (from 1) and data-rounds, "flow-back", "flow-on", "flow-said", "flow-node" with data-round,
 * data-key and data-votes.
 */
import { LitElement, html, nothing, svg } from 'lit';
import { shared } from '../components/shared-styles.js';
import { formatDecimal, formatList, letter } from '../i18n/format.js';
import { t } from '../i18n/index.js';
import { directionOf } from '../i18n/text-direction.js';
import { hue, vars } from '../components/css-vars.js';
import { EXHAUSTED, REST, electedBy, layoutFlow, outcomeMark } from './flow-layout.js';
import { flowStyles } from './flow-styles.js';
import { SizeController } from './size-controller.js';

/** The width of a block, in ems. */
const BLOCK_EMS = 0.55;
/** The height of the buttons and the two lines of text above the diagram on the big screen, as a part of its height. */
const STEPS = 0.095;
const LEAST_STEPS_PX = 44;
const LEAST_LETTERS_PX = 13;
/** The symbol for exhausted votes. */
const NO_CHOICE = '∅';
const GAP_PX = 4;
const FREE = { rowPx: 24, most: 10, roundPx: 130, gutter: 0.3, tailPx: 84 };
const FIT = { rowPx: 26, most: 16, roundEms: 6.2, gutter: 0.27, tailEms: 5 };
const MOST_ROUNDS = 5;
/** The letters on the big screen, as parts of its height, by the number of blocks in a column. */
const FIT_SIZES = [
  { upTo: 7, size: 0.041 },
  { upTo: 10, size: 0.034 },
  { upTo: Infinity, size: 0.026 },
];
/** The line height of names in ems, and the maximum number of lines. */
const NAME_LINE = 1.35;
const MOST_LINES = 4;
/** If the names are longer than this in total, the text has their letters only, so that it fits in two lines. */
const SAID_CHARS = 60;

const stepsPx = ({ width, height }) => Math.max(LEAST_STEPS_PX, Math.min(height * STEPS, width * 0.07));

class VhFlow extends LitElement {
  static properties = {
    options: { attribute: false },
    /** as in the API, with `transfers` */
    rounds: { attribute: false },
    quota: { type: Number },
    /** see methods/winners.js; while there are none, no election is final */
    winners: { attribute: false },
    fit: { type: Boolean, reflect: true },
    /** the index of the current round; null for the last one */
    at: { state: true },
  };

  static styles = [shared, flowStyles];

  #measured = new SizeController(this);

  constructor() {
    super();
    this.at = null;
  }

  connectedCallback() {
    super.connectedCallback();
    document.addEventListener('keydown', this.#keyOnScreen);
    this.addEventListener('keydown', this.#key);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('keydown', this.#keyOnScreen);
    this.removeEventListener('keydown', this.#key);
  }

  render() {
    const last = this.rounds.length - 1;
    const at = Math.min(this.at ?? last, last);
    const { size } = this.#measured;
    return html`<div class="steps" ${vars({ steps: `${size && this.fit ? stepsPx(size) : LEAST_STEPS_PX}px` })} data-testid="flow" data-round=${at + 1} data-rounds=${last + 1}>
        ${this.#button('flow-back', '‹', t('flow.back'), at - 1)}
        <b>${t('flow.round', { n: at + 1, all: last + 1 })}</b>
        ${this.#button('flow-on', '›', t('flow.on'), at + 1)}
        <p data-testid="flow-said" aria-live="polite">${this.#roundText(at)}</p>
      </div>
      ${this.#box(at)}`;
  }

  #button(id, symbol, label, to) {
    const off = to < 0 || to >= this.rounds.length;
    return html`<button data-testid=${id} aria-label=${label} aria-disabled=${off} @click=${() => this.#goTo(to)}><span>${symbol}</span></button>`;
  }

  #goTo(to) {
    if (to < 0 || to >= this.rounds.length) return;
    this.at = to === this.rounds.length - 1 ? null : to;
  }

  #onArrowKey(event) {
    const forward = getComputedStyle(this).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    const last = this.rounds.length - 1;
    this.#goTo(Math.min(this.at ?? last, last) + (event.key === forward ? 1 : -1));
    event.preventDefault();
  }

  /** Handles arrow keys here, because on the presenter's page they would select another poll. */
  #key = (event) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.stopPropagation();
    this.#onArrowKey(event);
  };

  /** On the big screen the diagram handles arrow keys without having the focus. */
  #keyOnScreen = (event) => {
    if (!this.fit || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') this.#onArrowKey(event);
  };

  #roundText(at) {
    const { eliminated = [], exhausted = 0 } = this.rounds[at];
    const labels = this.options.filter(({ id }) => eliminated.includes(id) || electedBy(this.rounds, at).has(id)).map(({ label }) => label);
    // The diagram shows the names beside it.
    const short = this.fit && labels.join().length > SAID_CHARS;
    const nameOf = (id) => {
      const i = this.options.findIndex((option) => option.id === id);
      return short ? letter(i) : (this.options[i]?.label ?? id);
    };
    const names = (ids) => formatList(ids.map(nameOf));
    return [
      this.#outcome(at, names),
      eliminated.length ? t('flow.eliminated', { names: names(eliminated) }) : '',
      exhausted > 0 ? t('flow.exhausted', { n: Math.round(exhausted * 100) / 100 }) : '',
      this.quota ? t('flow.quota', { n: this.quota }) : '',
    ]
      .filter(Boolean)
      .join(' ');
  }

  /** The outcome at the last round of a final count; before it, who is elected so far. */
  #outcome(at, names) {
    const elected = electedBy(this.rounds, at);
    if (!elected.size) return '';
    const over = this.winners.size && at === this.rounds.length - 1;
    const tied = over && this.winners.kind === 'tied';
    return t(tied ? 'flow.tied' : over ? 'flow.elected' : 'flow.elected-so-far', {
      names: names(this.options.map(({ id }) => id).filter((id) => elected.has(id))),
    });
  }

  #box(at) {
    const { size } = this.#measured;
    const mode = this.fit ? FIT : FREE;
    const rows = Math.min(mode.most, Object.keys(this.rounds[0].votes).length + 1);
    const letters = this.fit && size ? `${this.#letters(size, rows)}px` : '0.875rem';
    return html`<div class="box" role="img" aria-label=${t('flow.picture')} ${vars({ rows, letters })}>
      ${size ? this.#draw(at, size, mode, rows) : nothing}
    </div>`;
  }

  #draw(at, size, mode, rows) {
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const letters = this.fit ? this.#letters(size, rows) : rem * 0.875;
    const block = Math.max(12, letters * BLOCK_EMS);
    const tail = this.fit ? letters * mode.tailEms : mode.tailPx;
    const roundPx = this.fit ? letters * mode.roundEms : mode.roundPx;
    const count = Math.min(MOST_ROUNDS, Math.max(2, Math.floor((size.width * (1 - mode.gutter) - tail) / roundPx) + 1));
    const from = Math.max(0, at + 1 - count);
    const shown = this.rounds.slice(from, at + 1);
    const top = this.fit ? letters * 1.5 : rem * 2;
    const height = (this.fit ? size.height - stepsPx(size) - letters : rows * 2.9 * rem + 3 * rem) - top;
    const rowMin = Math.max(mode.rowPx, this.fit ? letters * 1.35 : 0);
    const most = Math.min(mode.most, Math.max(2, Math.floor(height / (rowMin + GAP_PX)) - 1));
    const { columns, bands, rest } = layoutFlow(shown, this.options.map(({ id }) => id), { height, rowMin, gap: GAP_PX, most });
    const gutter = size.width * mode.gutter;
    const step = columns.length > 1 ? (size.width - gutter - tail) / (columns.length - 1) : 0;
    const xOf = (column) => gutter + column * step;
    return html`<svg aria-hidden="true">
        ${bands.map((band) => this.#band(band, xOf, top, block))}
        ${columns.map(({ nodes }, column) =>
          nodes.map(
            ({ key, y, height: tall }) => svg`<rect class="block" x=${xOf(column)} y=${top + y} width=${block} height=${Math.max(2, tall)} rx="2" ${vars(this.#hue(key))}></rect>`,
          ),
        )}
      </svg>
      ${columns.map(({ nodes }, column) => {
        const x = xOf(column) + block;
        const room = column < columns.length - 1 ? step - block : tail - block;
        return html`<span class="head" ${vars({ x: xOf(column) })}>${t('table.round', { n: from + column + 1 })}</span>
          ${column === 0 ? nodes.map((node) => this.#name(node, rest, gutter, top, letters)) : nothing}
          ${nodes.map((node) => this.#tag(node, this.#mark(shown, from, column, node.key), from + column, { x, y: top + node.y, row: node.row, room }))}`;
      })}`;
  }

  /** Options elected in an earlier round are marked again in the last column. */
  #mark(shown, from, column, key) {
    const ends = column === shown.length - 1 && electedBy(this.rounds, from + column).has(key);
    return ends ? '✓' : outcomeMark(shown, column, key);
  }

  #band({ column, from, to, y0, y1, height }, xOf, top, block) {
    const [x0, x1] = [xOf(column) + block, xOf(column + 1)];
    const [a, b, middle] = [top + y0, top + y1, (x0 + x1) / 2];
    const d = `M${x0},${a}C${middle},${a} ${middle},${b} ${x1},${b}V${b + height}C${middle},${b + height} ${middle},${a + height} ${x0},${a + height}Z`;
    return svg`<path class="band ${from === to ? '' : 'moved'}" d=${d} ${vars(this.#hue(from))}></path>`;
  }

  #name({ key, y, row }, rest, gutter, top, letters) {
    const i = this.options.findIndex(({ id }) => id === key);
    const label = key === EXHAUSTED ? this.fit ? `${NO_CHOICE} ${t('table.exhausted')}` : NO_CHOICE : key === REST ? t('flow.rest', { n: rest.length }) : html`${letter(i)}. <bdi>${this.options[i].label}</bdi>`;
    const lines = Math.max(1, Math.min(MOST_LINES, Math.floor(row / letters / NAME_LINE)));
    return html`<span class="tag ${lines > 1 ? 'lines' : ''}" ${vars({ x: 0, y: top + y, row, room: gutter, lines })}><span class="name" dir=${directionOf([this.options[i]])}>${label}</span></span>`;
  }

  #tag({ key, votes }, mark, round, place) {
    const i = this.options.findIndex(({ id }) => id === key);
    const symbol = i < 0 ? (key === EXHAUSTED ? NO_CHOICE : '') : letter(i);
    return html`<span class="tag" data-testid="flow-node" data-round=${round + 1} data-key=${key.trim()} data-votes=${votes} ${vars(place)}
      ><b>${[symbol, formatDecimal(votes)].filter(Boolean).join(' ')}</b>${mark ? html`<span class="mark">${mark}</span>` : nothing}</span
    >`;
  }

  /** Sets both properties for all keys, because Lit reuses elements for other options. */
  #hue(key) {
    const i = this.options.findIndex(({ id }) => id === key);
    return i < 0 ? { hue: 'var(--edge)' } : hue(i);
  }

  #letters({ width, height }, rows) {
    const { size } = FIT_SIZES.find(({ upTo }) => rows <= upTo);
    return Math.max(LEAST_LETTERS_PX, Math.min(height * size, width * 0.03));
  }
}

customElements.define('vh-flow', VhFlow);
