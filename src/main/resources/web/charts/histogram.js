/**
 * Numbers as a histogram, with a line at the median and one at the mean, and at the right answer of a quiz. Their labels are in separate rows, so that they never overlap.
 * Hooks: data-testid="median", "mean" and "right" with data-value, "bin" with data-count.
 */
import { LitElement, css, html, nothing } from 'lit';
import { shared } from '../components/shared-styles.js';
import { formatDecimal, formatNumber } from '../i18n/format.js';
import { t } from '../i18n/index.js';
import { screenUnit } from './screen-unit.js';
import { vars } from '../components/css-vars.js';
import { histogramScale } from './histogram-scale.js';
import { SizeController } from './size-controller.js';

const MARK_EMS = 4.5;
const COUNT_EMS = 2.6;
/** The letters on the big screen, as parts of the chart's height and width. */
const FIT_LETTERS = { height: 0.038, width: 0.024 };
const FREE_SIZE_PX = 13;
/** The smallest letters, in hundredths of the screen's height. */
const MIN_LETTER_UNITS = 2.1;

class VhHistogram extends LitElement {
  static properties = {
    /** [{from, to, count}] */
    bins: { attribute: false },
    /** {mean, median, max}, null if there are none */
    figures: { attribute: false },
    unit: {},
    /** {number, tolerance}: the right answer, once it is revealed; else null */
    right: { attribute: false },
    fit: { type: Boolean, reflect: true },
  };

  static styles = [
    shared,
    css`
      :host {
        display: block;
        height: 19rem;
        overflow: hidden;
        font-variant-numeric: tabular-nums;
      }
      :host([fit]) {
        height: 100%;
      }
      .picture {
        position: relative;
        display: grid;
        grid-template-rows: var(--head, 4em) minmax(0, 1fr) 2em;
        height: 100%;
        padding-inline: calc(var(--pad) * 1em);
        font-size: var(--size);
      }
      .plot {
        position: relative;
        grid-row: 2;
        display: grid;
        grid-auto-flow: column;
        grid-auto-columns: minmax(0, 1fr);
        border-bottom: 2px solid var(--ink);
      }
      .bin {
        position: relative;
        margin-inline: 1px;
      }
      .bin i {
        position: absolute;
        inset: auto 0 0;
        height: calc(var(--share) * (100% - 1.6em));
        border-radius: 3px 3px 0 0;
        background: var(--hue-1);
        forced-color-adjust: none;
        transition: height var(--move);
      }
      /* A single bar must not fill the whole width. */
      .bin:only-child i {
        inset-inline: max(0px, calc(50% - 3em));
      }
      .bin span {
        position: absolute;
        inset-inline: -1em;
        bottom: calc(var(--share) * (100% - 1.6em) + 0.1em);
        font-size: 0.85em;
        line-height: 1.3;
        text-align: center;
      }
      .marks,
      .lines {
        position: absolute;
        inset: 0;
        inset-inline: calc(var(--pad) * 1em);
        pointer-events: none;
      }
      .marks span {
        position: absolute;
        bottom: 0;
        inset-inline-start: calc(var(--at) * 100% - 4em);
        width: 8em;
        color: var(--ink-soft);
        line-height: 1.8;
        text-align: center;
        white-space: nowrap;
      }
      .line {
        position: absolute;
        inset-block: var(--from) 2em;
        inset-inline-start: calc(var(--at) * 100% - 1.5px);
        border-inline-start: 3px var(--drawn) var(--ink);
        filter: drop-shadow(0 0 1px var(--card)) drop-shadow(0 0 1px var(--card));
        transition: inset-inline-start var(--move);
      }
      .median {
        --from: 1.9em;
        --drawn: solid;
      }
      .mean {
        --from: 0em;
        --drawn: dashed;
      }
      .line b {
        position: absolute;
        inset-inline-start: 0.4em;
        top: 0;
        padding-inline: 0.3em;
        border-radius: 0.3em;
        background: var(--card);
        line-height: 1.7;
        white-space: nowrap;
      }
      .median b {
        background: var(--ink);
        color: var(--paper);
      }
      .mean b {
        box-shadow: inset 0 0 0 2px var(--ink);
      }
      .marked {
        --head: 6em;
      }
      .marked .median {
        --from: 3.8em;
      }
      .marked .mean {
        --from: 1.9em;
      }
      .right {
        --from: 0em;
        --drawn: solid;
        border-color: var(--accent);
      }
      .right b {
        background: var(--accent);
        color: var(--on-accent);
      }
      .beyond {
        border-color: transparent;
        filter: none;
      }
      .band {
        position: absolute;
        inset-block: var(--head, 4em) 2em;
        inset-inline: calc(var(--from) * 100%) calc((1 - var(--to)) * 100%);
        border-inline: 2px dashed var(--accent);
        background: var(--accent-wash);
      }
      .late b {
        inset-inline: auto 0.4em;
      }
      .none {
        align-self: end;
        grid-row: 2;
        padding-bottom: 1em;
        border-bottom: 2px solid var(--ink);
        color: var(--ink-soft);
        text-align: center;
      }
    `,
  ];

  #measured = new SizeController(this);

  render() {
    const { size } = this.#measured;
    if (!size) return nothing;
    const px = this.fit ? Math.min(Math.max(size.height * FIT_LETTERS.height, MIN_LETTER_UNITS * screenUnit()), size.width * FIT_LETTERS.width) : FREE_SIZE_PX;
    const longest = Math.max(0, ...this.bins.map(({ from }) => formatDecimal(from).length));
    const most = Math.max(1, Math.floor(size.width / px / Math.max(MARK_EMS, longest * 0.75)));
    const scale = histogramScale(this.bins, this.figures.max, most);
    return html`<div class="picture ${this.right && scale ? 'marked' : ''}" ${vars({ size: `${px}px`, pad: Math.max(1, longest * 0.32) })}>
      ${scale ? this.#plot(scale, size.width / px / this.bins.length >= COUNT_EMS) : html`<p class="none">${t('picture.none')}</p>`}
    </div>`;
  }

  #plot({ bars, marks, placeOf, isWithin }, counts) {
    const { mean, median } = this.figures;
    return html`${this.#band(placeOf)}<div class="plot" aria-hidden="true">
        ${bars.map(
          ({ count, share }) => html`<div class="bin" data-testid="bin" data-count=${count} ${vars({ share })}>
            <i></i>${counts && count ? html`<span>${formatNumber(count)}</span>` : nothing}
          </div>`,
        )}
      </div>
      <div class="marks" aria-hidden="true">${marks.map(({ value, at }) => html`<span ${vars({ at })}>${formatDecimal(value)}</span>`)}</div>
      <div class="lines">${this.#line('mean', mean, placeOf)}${this.#line('median', median, placeOf)}${this.right ? this.#rightLine(this.right.number, placeOf, isWithin) : nothing}</div>`;
  }

  /** What is still right, behind the bars. */
  #band(placeOf) {
    const { number, tolerance } = this.right ?? {};
    const [from, to] = [placeOf(number - tolerance), placeOf(number + tolerance)];
    return tolerance > 0 && to > from ? html`<div class="lines" aria-hidden="true"><i class="band" ${vars({ from, to })}></i></div>` : nothing;
  }

  /** A right answer that is farther than any that was given is named at that end. */
  #rightLine(value, placeOf, isWithin) {
    const at = placeOf(value);
    const beyond = !isWithin(value);
    const text = [beyond && !at ? '‹' : '', '✓', formatDecimal(value), this.unit ?? '', beyond && at ? '›' : ''].filter(Boolean).join(' ');
    return html`<div class="line right ${beyond ? 'beyond' : ''} ${at > 0.6 ? 'late' : ''}" data-testid="right" data-value=${value} ${vars({ at })}><b>${text}</b></div>`;
  }

  #line(name, value, placeOf) {
    const at = placeOf(value);
    return html`<div class="line ${name} ${at > 0.6 ? 'late' : ''}" data-testid=${name} data-value=${value} ${vars({ at })}>
      <b>${t(`table.${name}`)} ${formatDecimal(value)}${this.unit ? ` ${this.unit}` : ''}</b>
    </div>`;
  }
}

customElements.define('vh-histogram', VhHistogram);
