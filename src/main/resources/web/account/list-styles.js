/** The styles of lists on the account page: a heading, and a card with a row for each thing. */
import { css } from 'lit';

export const listStyles = css`
  section {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--s3);
    align-content: start;
  }
  .card,
  .rows {
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--card);
  }
  .card {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--s4);
    padding: var(--s5) min(var(--s5), 6vw);
    overflow-wrap: anywhere;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--s2) var(--s5);
    min-height: 4.5rem;
    padding: var(--s3) min(var(--s5), 6vw);
  }
  .row + .row,
  .rows > li + li,
  .row + .card,
  .card + .row {
    border-top: 1px solid var(--line);
  }
  .rows .card {
    max-width: none;
    border-width: 1px 0 0;
    border-radius: 0;
  }
  .rows .card > * {
    max-width: 30rem;
  }
  .rows > .card:last-child {
    border-radius: 0 0 var(--radius) var(--radius);
  }
  .wide:empty {
    display: none;
  }
  .row > div {
    flex: 1 1 14rem;
    min-width: 0;
  }
  .row > .actions {
    flex: none;
    max-width: 100%;
  }
  .row strong {
    font-weight: 600;
  }
  .row > div > .small {
    display: inline-block;
    line-height: 1.45;
  }
  a.row {
    border-radius: inherit;
    color: inherit;
    text-decoration: none;
  }
  a.row:hover {
    background: var(--sunken);
  }
  a.row .title {
    font: 600 var(--text-l) / 1.3 var(--serif);
    overflow-wrap: anywhere;
  }
  [role='status']:empty {
    display: none;
  }
  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: var(--s3);
  }
`;
