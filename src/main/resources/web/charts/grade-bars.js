/**
 * Grades as stacked bars, the best first, with a line at the middle: the grade at the line is the majority grade, which is written beside the
 * bar. Colours go from blue to orange, and every grade has a fixed position, so that nothing depends on colour alone.
 * Hooks: those of bars.js, data-testid="grade-legend".
 */
import { css, html, nothing } from 'lit';
import { VhBars } from './bars.js';
import { formatShare } from '../i18n/format.js';
import { vars } from '../components/css-vars.js';

const SHADES = 6;
const READABLE_SHARE = 0.15;
const READABLE_ROWS = 12;

/** A count is {grade: the majority grade's name, rank: the place or 0, place: the place as text, shares: of each grade, best first, percents: the same as whole percentages}. */
class VhGradeBars extends VhBars {
  static properties = { grades: { attribute: false } };

  static styles = [
    VhBars.styles,
    css`
      :host {
        --shade-0: #00517f; --on-shade-0: #fff;
        --shade-1: #4590ba; --on-shade-1: #14130f;
        --shade-2: #a9d3e8; --on-shade-2: #14130f;
        --shade-3: #f3ddb0; --on-shade-3: #14130f;
        --shade-4: #e0904a; --on-shade-4: #14130f;
        --shade-5: #8f3f00; --on-shade-5: #fff;
      }
      .legend {
        display: flex;
        flex-wrap: wrap;
        gap: 0.2rem 1rem;
        padding-bottom: var(--s3);
        font-size: var(--text-s);
      }
      :host([fit]) .legend {
        flex: none;
        align-items: center;
        gap: 0 1.4em;
        height: calc(var(--u, 1vh) * 5);
        padding: 0;
        overflow: hidden;
        font-size: calc(var(--u, 1vh) * min(2.3, 14 / var(--grades)));
        white-space: nowrap;
      }
      .legend span {
        display: inline-flex;
        align-items: center;
        gap: 0.4em;
      }
      .legend i {
        width: 1.1em;
        height: 1.1em;
        border: 1px solid var(--edge);
        border-radius: 3px;
        background: var(--shade);
        forced-color-adjust: none;
      }
      .letter,
      :host([fit]) .lost .letter {
        background: var(--ink);
        color: var(--paper);
      }
      :host([fit]) .lost .track {
        filter: saturate(0.3);
        opacity: 0.8;
      }
      .track {
        display: flex;
        border: 0;
        box-shadow: inset 0 0 0 1px var(--edge);
        overflow: visible;
      }
      .track i {
        display: grid;
        align-items: center;
        width: calc(var(--share) * 100%);
        border: solid var(--edge);
        border-width: 1px 0;
        border-inline-end-width: min(1px, var(--share) * 1000px);
        border-radius: 0;
        background: var(--shade);
        color: var(--on-shade);
        font-size: 0.72em;
        font-style: normal;
        line-height: 1;
        text-indent: 0.5em;
        white-space: nowrap;
        overflow: hidden;
        unicode-bidi: plaintext;
        transition: width var(--move);
      }
      .median {
        position: absolute;
        inset-block: -0.3em;
        inset-inline-start: calc(50% - 2px);
        width: 4px;
        border-radius: 2px;
        background: var(--ink);
        box-shadow: 0 0 0 2px var(--card);
        forced-color-adjust: none;
      }
    `,
  ];

  render() {
    return html`<p class="legend" data-testid="grade-legend" aria-hidden="true" ${vars({ grades: Math.max(5, this.grades.length) })}>
        ${this.grades.map((name, i) => html`<span><i ${this.#shade(i)}></i>${name}</span>`)}
      </p>
      ${super.render()}`;
  }

  aside = true;
  scales = false;
  topUnits = 5;

  worth({ rank }) {
    return rank ? -rank : -Infinity;
  }

  figuresOf({ grade, place }) {
    return [grade, place];
  }

  figures({ grade, place }) {
    return html`<span class="count"><span class="votes">${place}</span> <b>${grade}</b></span>`;
  }

  restOf() {
    return [];
  }

  track({ shares, percents }) {
    const said = this.options.length <= READABLE_ROWS;
    return html`<span class="track" aria-hidden="true">
      ${shares.map((share, i) => html`<i ${this.#shade(i, { share })}>${said && share >= READABLE_SHARE ? formatShare(share, percents[i]) : nothing}</i>`)}
      <span class="median"></span>
    </span>`;
  }

  #shade(i, more = {}) {
    const n = Math.round((i * (SHADES - 1)) / Math.max(1, this.grades.length - 1));
    return vars({ shade: `var(--shade-${n})`, 'on-shade': `var(--on-shade-${n})`, ...more });
  }
}

customElements.define('vh-grade-bars', VhGradeBars);
