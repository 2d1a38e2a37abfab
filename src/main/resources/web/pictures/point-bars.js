/** Points as bars: what each option got in bold, before it the share of all, if the method speaks of one. Hooks: those of bars.js. */
import { html, nothing } from 'lit';
import { VhBars } from '../components/bars.js';
import { formatDecimal, formatShare } from '../format.js';
import { t } from '../i18n/index.js';

/** A count is {votes: points, share: how long the bar is, percent: the share of all points, or undefined}. */
class VhPointBars extends VhBars {
  figures({ votes, share, percent }) {
    return html`<span class="count"
      >${percent === undefined ? nothing : html`<span class="votes">${formatShare(share, percent)}</span>`}<b
        >${formatDecimal(votes)}<span class="unseen"> ${t('picture.points')}</span></b
      ></span
    >`;
  }
}

customElements.define('vh-point-bars', VhPointBars);
