/** Styles that the parts of the page of voter rolls share. */
import { css } from 'lit';

export const rollStyles = css`
  .card {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--s4);
    padding: var(--s5);
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--card);
  }
  h2,
  h3,
  label {
    hyphens: auto;
  }
  h2 {
    font: 600 var(--text-l) / 1.25 var(--serif);
    overflow-wrap: anywhere;
  }
  h3 {
    font: 650 var(--text-m) / 1.3 var(--sans);
  }
  .field {
    display: grid;
    gap: var(--s1);
    min-width: 0;
  }
  label {
    font-size: var(--text-s);
    font-weight: 550;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: var(--s3);
  }
  input[type='search'],
  input[type='email'] {
    width: 100%;
    min-height: var(--target);
    padding: var(--s2) var(--s3);
    border: 1px solid var(--edge);
    border-radius: var(--radius-s);
    background: var(--card);
    color: var(--ink);
    font: inherit;
  }
  .code {
    font-family: var(--mono);
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
`;
