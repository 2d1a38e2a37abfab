/** Options in a given order, each with its place, on the big screen: rows that fill their box, and further pages where they do not fit. */
import { css, html } from 'lit';
import { VhBars } from '../charts/bars.js';

const TWO_DIGITS = 10;

class VhOrderList extends VhBars {
  static properties = {
    /** The ids of the options, the first one first */
    order: { attribute: false },
  };

  static styles = [
    VhBars.styles,
    css`
      .place {
        flex: none;
        min-width: 2em;
        text-align: end;
        font-variant-numeric: tabular-nums;
      }
      .short {
        min-width: 1.4em;
      }
    `,
  ];

  leadEms = 2.7;

  constructor() {
    super();
    this.counts = null;
    this.winners = new Set();
  }

  rows() {
    const rows = new Map(super.rows().map((row) => [row.option.id, row]));
    const short = this.order.length < TWO_DIGITS ? 'short' : '';
    return this.order.filter((id) => rows.has(id)).map((id, i) => ({ ...rows.get(id), lead: html`<b class="place ${short}">${i + 1}.</b>` }));
  }
}

customElements.define('vh-order-list', VhOrderList);
