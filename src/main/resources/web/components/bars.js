/**
 * A result as thick bars, for the presenter and the big screen. Fills the box it is given: rows and columns follow the number of options,
 * and text follows the rows, so that a hall can read it and nothing scrolls when `fit` is set.
 * Hooks: data-testid="result-bar-ID" with data-votes and data-share (on each row).
 */
import { LitElement, html, nothing } from 'lit';
import { formatNumber, formatShare, letter } from '../format.js';
import { t } from '../i18n/index.js';
import { directionOf } from '../lib/direction.js';
import { hue, vars } from '../lib/vars.js';
import { barsStyles } from './bars-styles.js';
import { shared } from './shared.js';

/** What a row says and what its track shows is for a picture of its own to say anew. */
export class VhBars extends LitElement {
  static properties = {
    options: { attribute: false },
    /** option id → {votes, share, percent}, or null when hidden */
    counts: { attribute: false },
    winners: { attribute: false },
    fit: { type: Boolean, reflect: true },
  };

  static styles = [shared, barsStyles];

  render() {
    const n = this.options.length;
    const columns = !this.fit || n <= 7 ? 1 : n <= 24 ? 2 : n <= 45 ? 3 : 5;
    return html`<ol dir=${directionOf(this.options)} ${vars({ columns, rows: Math.ceil(n / columns) })}>
      ${this.options.map((option, index) => this.#row(option, index))}
    </ol>`;
  }

  #row(option, index) {
    const count = this.counts?.get(option.id);
    const won = this.winners.has(option.id);
    return html`<li
      class=${won ? 'won' : ''}
      data-testid="result-bar-${option.id}"
      data-votes=${count?.votes ?? nothing}
      data-share=${count?.share ?? nothing}
      ${vars({ ...hue(index), share: count?.share ?? 0 })}
    >
      <span class="head">
        <span class="letter" aria-hidden="true">${letter(index)}</span>
        ${option.image ? html`<img src=${option.image} alt="" />` : nothing}
      </span>
      <span class="words">
        <span class="label" dir="auto">${option.label}</span>
        ${won ? html`<span class="badge">★ ${this.winners.mark}</span>` : nothing}
        ${count ? this.figures(count) : nothing}
      </span>
      ${count ? this.track(count) : nothing}
    </li>`;
  }

  /** The figures of a row, the one that decides in bold. */
  figures(count) {
    return html`<span class="count"
      ><span class="votes">${formatNumber(count.votes)}<span class="unseen"> ${t('votes.word')}, </span></span> <b>${formatShare(count.share, count.percent)}</b></span
    >`;
  }

  /** The bar of a row. */
  track() {
    return html`<span class="track"><i></i></span>`;
  }
}

customElements.define('vh-bars', VhBars);
