/** Scores as bars to both sides of the neutral one; the figure that decides stands in bold. Hooks: those of bars.js. */
import { css, html } from 'lit';
import { VhBars } from '../components/bars.js';
import { formatDecimal, formatSignedDecimal } from '../format.js';
import { vars } from '../lib/vars.js';

/** A count is {value, from, width, axis, signed, others: the figures that do not decide, in words}: see score-scale.js. */
class VhScoreBars extends VhBars {
  static styles = [
    VhBars.styles,
    css`
      .track {
        position: relative;
        overflow: visible;
      }
      .track i {
        position: absolute;
        inset-block: 0;
        inset-inline-start: calc(var(--from) * 100%);
        width: calc(var(--width) * 100%);
        border-radius: 2px;
        transform: none;
        transition: inset-inline-start var(--move), width var(--move);
      }
      .axis {
        position: absolute;
        inset-block: -0.18em;
        inset-inline-start: calc(var(--axis) * 100% - 1.5px);
        width: 3px;
        border-radius: 2px;
        background: var(--ink);
        forced-color-adjust: none;
      }
      .count b {
        min-width: 3.6em;
        direction: ltr;
        text-align: right;
      }
      .votes {
        min-width: 7.5em;
      }
    `,
  ];

  figures({ value, signed, others }) {
    const words = value === null ? '–' : (signed ? formatSignedDecimal : formatDecimal)(value);
    return html`<span class="count"><span class="votes">${others}</span> <b>${words}</b></span>`;
  }

  track({ from, width, axis }) {
    return html`<span class="track" ${vars({ from, width, axis })}><i></i><span class="axis"></span></span>`;
  }
}

customElements.define('vh-score-bars', VhScoreBars);
