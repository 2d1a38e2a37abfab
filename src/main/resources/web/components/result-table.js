/** A chart as a table, for screen readers and for copying the numbers. Hook: data-testid="result-table". */
import { LitElement, css, html } from 'lit';
import { t } from '../i18n/index.js';
import { shared } from './shared-styles.js';

class VhResultTable extends LitElement {
  /** table: {caption, head: [text], rows: [[text]]}, and `words` if its cells are not numbers; `plain` shows it without a click */
  static properties = { table: { attribute: false }, plain: { type: Boolean } };

  static styles = [
    shared,
    css`
      summary {
        display: inline-flex;
        align-items: center;
        min-height: var(--target);
        color: var(--ink-soft);
        font-size: var(--text-s);
        cursor: pointer;
      }
      summary::before {
        content: '▸';
        width: 1.2em;
      }
      summary:dir(rtl)::before {
        content: '◂';
      }
      details[open] > summary::before {
        content: '▾';
      }
      .scroll {
        overflow-x: auto;
      }
      table {
        width: 100%;
        border-collapse: collapse;
        font-size: var(--text-s);
      }
      th,
      td {
        padding: var(--s2);
        border-bottom: 1px solid var(--line);
        text-align: start;
        font-weight: 400;
        vertical-align: top;
      }
      th:first-child {
        min-width: 8rem;
      }
      thead th {
        color: var(--ink-soft);
      }
      .number {
        text-align: end;
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }
      .words.words {
        min-width: 4.5rem;
        overflow-wrap: anywhere;
      }
    `,
  ];

  render() {
    if (this.plain) return this.#table();
    return html`<details>
      <summary>${t('table.show')}</summary>
      ${this.#table()}
    </details>`;
  }

  #table() {
    const { caption, head, rows, words } = this.table;
    const className = (column) => (words ? 'words' : column > 0 ? 'number' : '');
    return html`<div class="scroll" role="group" aria-label=${caption} tabindex="0">
      <table data-testid=${this.plain ? 'plain-table' : 'result-table'}>
        <caption class="unseen">${caption}</caption>
        <thead>
          <tr>${head.map((cell, i) => html`<th scope="col" class=${className(i)}>${cell}</th>`)}</tr>
        </thead>
        <tbody>
          ${rows.map(
            (row) => html`<tr>
              ${row.map((cell, i) => (i === 0 ? html`<th scope="row" class=${className(i)}><bdi>${cell}</bdi></th>` : html`<td class=${className(i)}><bdi>${cell}</bdi></td>`))}
            </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }
}

customElements.define('vh-result-table', VhResultTable);
