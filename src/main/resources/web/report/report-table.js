/** A table of the report: it breaks over pages between its rows, with its head on each. */
import { css, html } from 'lit';

/** Tables up to so many rows are not broken. */
const MAX_ON_ONE_PAGE = 14;

/** @param {{caption: string, head: string[], rows: (string|object)[][]}} table */
export const renderTable = ({ caption, head, rows }) => html`<div class="table ${rows.length <= MAX_ON_ONE_PAGE ? 'short' : ''}" role="group" aria-label=${caption} tabindex="0">
  <table data-testid="plain-table">
    <caption class="unseen">${caption}</caption>
    <thead>
      <tr>${head.map((cell, i) => html`<th scope="col" class=${i ? 'value' : ''}>${cell}</th>`)}</tr>
    </thead>
    <tbody>
      ${rows.map(
        (row) => html`<tr>
          ${row.map((cell, i) => (i ? html`<td class="value"><bdi>${cell}</bdi></td>` : html`<th scope="row"><bdi>${cell}</bdi></th>`))}
        </tr>`,
      )}
    </tbody>
  </table>
</div>`;

export const tableStyles = css`
  .table {
    margin-top: var(--s4);
    overflow-x: auto;
  }
  table {
    width: 100%;
    border-collapse: collapse;
    font-size: var(--text-s);
    font-variant-numeric: tabular-nums;
  }
  th,
  td {
    padding: var(--s1) var(--s2);
    border-bottom: 1px solid var(--line);
    text-align: start;
    font-weight: 400;
    vertical-align: top;
  }
  th:first-child {
    min-width: 8rem;
    padding-inline-start: 0;
    overflow-wrap: anywhere;
  }
  thead th {
    color: var(--ink-soft);
  }
  .value {
    text-align: end;
    white-space: nowrap;
  }
  @media print {
    .table {
      overflow: visible;
    }
    .short {
      break-inside: avoid;
    }
    tr {
      break-inside: avoid;
    }
  }
`;
