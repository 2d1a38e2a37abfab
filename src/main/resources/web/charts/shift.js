/**
 * Both rounds of a question that was asked twice: for each option the bar of the first round to the left and that of the second to the right,
 * and between them bands of the votes that moved. On the big screen it fills its box. In a narrow box the names of the options are below.
 *
 * Hooks: data-testid="shift", "shift-row-ID" with data-first and data-second, "shift-band" with data-from, data-to and data-votes, "shift-said".
 */
import { LitElement, html, nothing, svg } from 'lit';
import { shared } from '../components/shared-styles.js';
import { hue, vars } from '../components/css-vars.js';
import { formatNumber, formatShare } from '../i18n/format.js';
import { t } from '../i18n/index.js';
import { directionOf } from '../i18n/text-direction.js';
import { ABSTAINED } from '../methods/rounds.js';
import { bandOutline, longestShare, placeBands, sizeOfNames } from './shift-layout.js';
import { shiftStyles } from './shift-styles.js';
import { SizeController } from './size-controller.js';

/** Narrower than so many px, names do not fit beside the bars. */
const NARROW = 480;
const ROW_PX = { narrow: 44, wide: 48 };
/** Parts of the width. */
const NAMES = 0.28;
const FLOW = 0.2;
const FLOW_NARROW = 0.3;
const HEADS_EMS = 1.9;
const FOOT_UNITS = 4.4;
/** The width of a character of figures. */
const FIGURE_EMS = 0.62;

class VhShift extends LitElement {
  static properties = {
    /** see methods/rounds.js */
    rounds: { attribute: false },
    options: { attribute: false },
    fit: { type: Boolean, reflect: true },
    /** the settings of the big screen; see screen/view-controller.js */
    view: { attribute: false },
    /** what is told below */
    said: {},
    /** Whether the options are named elsewhere, so that a narrow box needs no list of them */
    brief: { type: Boolean },
  };

  static styles = [shared, shiftStyles];

  #measured = new SizeController(this);

  render() {
    const { size } = this.#measured;
    if (!size) return html`<div class="box"></div>`;
    const plan = this.#plan(size);
    return html`<div class="heads" aria-hidden="true" ${vars({ size: `${plan.size}px` })}>
        <b ${vars({ x: 0, room: plan.heads[0] })}>${t('rounds.first')}</b>
        <b ${vars({ x: plan.heads[1], room: plan.width - plan.heads[1] })}>${t('rounds.second')}</b>
      </div>
      <div class="box ${plan.lines > 1 ? '' : 'single'}" data-testid="shift" role="img" aria-label=${`${t('rounds.picture')}. ${this.said}`} ${vars({ size: `${plan.size}px`, high: plan.height, lines: plan.lines, 'won-lines': Math.max(1, plan.lines - 1) })}>
        <svg aria-hidden="true">${this.#bands(plan)} ${this.rounds.rows.map((row, i) => this.#bars(row, i, plan))}</svg>
        ${this.rounds.rows.map((row, i) => this.#texts(row, i, plan))}
      </div>
      ${plan.narrow && !this.brief ? this.#legend() : nothing}
      <p class="said" data-testid="shift-said">${this.said}</p>`;
  }

  #plan({ width, height }) {
    const { rows } = this.rounds;
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const narrow = !this.fit && width < NARROW * (rem / 16);
    const unit = this.view?.unit ?? height / 70;
    const names = narrow ? 2.6 * rem : width * NAMES;
    const high = this.fit ? height - FOOT_UNITS * unit - HEADS_EMS * 2.6 * unit : rows.length * (narrow ? ROW_PX.narrow : ROW_PX.wide) * (rem / 16);
    const row = high / rows.length;
    const named = rows.map((each) => ({ chars: this.#label(each).length, badge: each.won ? this.rounds.winners.mark.length + 3 : 0 }));
    const { size, lines } = this.fit ? sizeOfNames({ row, width: names, unit, names: named }) : { size: narrow ? 0.875 * rem : rem, lines: narrow ? 1 : 2 };
    const longest = Math.max(...rows.flatMap(({ first, second }) => [first, second]).map((count) => this.#figuresOf(count, narrow).join(' ').length));
    const figures = (longest * FIGURE_EMS + 0.8) * size;
    const flow = width * (narrow ? FLOW_NARROW : FLOW);
    const bar = Math.max(12, (width - names - flow) / 2 - figures);
    const left = names + figures + bar;
    const middle = left + flow / 2;
    // In a narrow box the heads need the space between the bars, too.
    const heads = narrow ? [middle - rem / 2, middle + rem / 2] : [left, left + flow];
    return { heads, width, height: high, row, narrow, names, size, lines, figures, bar, left, right: left + flow, thick: row * (this.fit ? 0.66 : 0.62), full: longestShare(this.rounds) };
  }

  #bands({ row, thick, left, right }) {
    return placeBands(this.rounds, { row, bar: thick }).map(({ from, to, votes, ...band }) => {
      const d = bandOutline(band, left, right)
        .map(([name, ...at]) => name + at.map((value) => value.toFixed(1)).join(' '))
        .join('');
      return svg`<path class="band ${from === to ? '' : 'moved'}" d=${d} data-testid="shift-band" data-from=${from} data-to=${to} data-votes=${votes} ${vars(this.#hue(from))}></path>`;
    });
  }

  #bars({ index, won, first, second }, i, { row, bar, left, right, thick, full }) {
    const y = i * row + (row - thick) / 2;
    const lost = this.rounds.winners.size && !won ? 'lost' : '';
    const long = ({ share }) => Math.max(share ? 2 : 0, ((share ?? 0) / full) * bar);
    const colours = vars(index < 0 ? { hue: 'var(--edge)' } : hue(index));
    return svg`<rect class="bar first ${lost}" x=${left - long(first)} y=${y} width=${long(first)} height=${thick} ${colours}></rect>
      <rect class="bar ${lost}" x=${right} y=${y} width=${long(second)} height=${thick} ${colours}></rect>
      <rect class="axis" x=${left - 1} y=${y} width="2" height=${thick}></rect>
      <rect class="axis" x=${right - 1} y=${y} width="2" height=${thick}></rect>`;
  }

  #texts(each, i, { row, names, narrow, figures, bar, left, right, full }) {
    const { id, first, second, won } = each;
    const long = ({ share }) => ((share ?? 0) / full) * bar;
    const place = (x) => vars({ y: i * row, row, x, room: figures });
    return html`<div class=${won ? 'won' : ''} data-testid="shift-row-${id}" data-first=${first.votes} data-second=${second.votes}>
      <span class="name" ${vars({ y: i * row, row, room: names })}>${this.#name(each, narrow)}</span>
      <span class="figures first" ${place(left - long(first) - figures - 8)}>${this.#figures(first, narrow)}</span>
      <span class="figures" ${place(right + long(second) + 8)}>${this.#figures(second, narrow)}</span>
    </div>`;
  }

  #name(row, short = false) {
    const { winners } = this.rounds;
    return html`<span class="letter" aria-hidden="true" ${vars(this.#hue(row.id))}>${row.letter}</span>
      ${short ? nothing : html`<span class="text" dir=${directionOf(this.options)}
            ><span class="label"><bdi>${this.#label(row)}</bdi></span>${row.won ? html`<span class="badge">${winners.sign} ${winners.mark}</span>` : nothing}</span
          >`}`;
  }

  #label({ id, label }) {
    return id === ABSTAINED ? t('abstained.word') : label;
  }

  #legend() {
    return html`<ol class="legend">
      ${this.rounds.rows.map(
        (row) => html`<li class=${row.won ? 'won' : ''}>
          ${this.#name(row)}<span class="change">${this.#figuresOf(row.first, true)} → <b>${this.#figuresOf(row.second, true)}</b></span>
        </li>`,
      )}
    </ol>`;
  }

  #figures(count, narrow) {
    const [first, ...others] = this.#figuresOf(count, narrow);
    return html`<b>${first}</b>${others.map((text) => html`<span>${text}</span>`)}`;
  }

  #figuresOf({ votes, share, percent }, narrow) {
    if (percent === undefined) return [formatNumber(votes)];
    return narrow ? [formatShare(share, percent)] : [formatShare(share, percent), formatNumber(votes)];
  }

  #hue(id) {
    const i = this.options.findIndex((option) => option.id === id);
    return i < 0 ? { hue: 'var(--edge)', 'on-hue': 'var(--paper)' } : hue(i);
  }
}

customElements.define('vh-shift', VhShift);
