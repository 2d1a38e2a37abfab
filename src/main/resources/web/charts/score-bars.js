/** Scores as bars to both sides of the neutral score; the deciding figure is in bold. Hooks: those of bars.js. */
import { css, html } from 'lit';
import { VhBars } from './bars.js';
import { formatDecimal, formatSignedDecimal } from '../i18n/format.js';
import { vars } from '../components/css-vars.js';

/** A count is {value, from, width, axis, signed, others: the other figures as text}: see score-scale.js. */
class VhScoreBars extends VhBars {
  static styles = [
    VhBars.styles,
    css`
      .track {
        border: 0;
        background: var(--sunken);
        border-radius: min(0.35em, 30%);
      }
      .track i {
        position: absolute;
        inset-block: 0;
        inset-inline-start: calc(var(--from) * 100%);
        width: calc(var(--width) * 100%);
        border-radius: 2px;
        background: var(--hue);
        forced-color-adjust: none;
        transition: inset-inline-start var(--move), width var(--move), background-color 400ms;
      }
      :host([fit]) .lost .track i {
        background: color-mix(in srgb, var(--hue) 38%, var(--paper));
      }
      .axis {
        position: absolute;
        inset-block: -0.18em;
        inset-inline-start: calc(var(--axis) * 100% - 1.5px);
        width: max(3px, 0.12em);
        border-radius: 2px;
        background: var(--ink);
        forced-color-adjust: none;
      }
      .count b {
        min-width: 3em;
        direction: ltr;
        text-align: end;
      }
    `,
  ];

  aside = true;
  scales = false;

  worth({ value }) {
    return value ?? -Infinity;
  }

  figuresOf({ value, signed, others }) {
    return [value === null ? '–' : (signed ? formatSignedDecimal : formatDecimal)(value), others];
  }

  figures(count) {
    const [value, others] = this.figuresOf(count);
    return html`<span class="count"><span class="votes">${others}</span> <b>${value}</b></span>`;
  }

  track({ from, width, axis }) {
    return html`<span class="track" ${vars({ from, width, axis })}><i></i><span class="axis"></span></span>`;
  }

  /** No sum for several options, because sums of scores of different options have no meaning. */
  restOf() {
    return [];
  }
}

customElements.define('vh-score-bars', VhScoreBars);
