/** Points as bars: the points of each option in bold, and its share of all points, if the method has one. Hooks: those of bars.js. */
import { css, html } from 'lit';
import { VhBars } from './bars.js';
import { formatDecimal, formatShare } from '../i18n/format.js';
import { t } from '../i18n/index.js';

/** A count is {votes: points, share: the length of the bar, percent: the share of all points, or undefined}. */
class VhPointBars extends VhBars {
  static styles = [
    VhBars.styles,
    css`
      .end .count {
        gap: 0.6em;
      }
      .end b {
        min-width: 2em;
      }
    `,
  ];

  figuresOf({ votes, share, percent }) {
    return [formatDecimal(votes), ...(percent === undefined ? [] : [formatShare(share, percent)])];
  }

  figures(count) {
    const [points, ...others] = this.figuresOf(count);
    return html`<span class="count"
      ><b>${points}<span class="unseen"> ${t('picture.points')}</span></b>${others.map((words) => html` <span class="votes">${words}</span>`)}</span
    >`;
  }

  restOf(counts) {
    return [formatDecimal(counts.reduce((sum, { votes }) => sum + votes, 0))];
  }
}

customElements.define('vh-point-bars', VhPointBars);
