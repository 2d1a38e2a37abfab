/** Points as bars: what each option got in bold, and the share of all, if the method speaks of one. Hooks: those of bars.js. */
import { css, html } from 'lit';
import { VhBars } from './bars.js';
import { formatDecimal, formatShare } from '../i18n/format.js';
import { t } from '../i18n/index.js';

/** A count is {votes: points, share: how long the bar is, percent: the share of all points, or undefined}. */
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
