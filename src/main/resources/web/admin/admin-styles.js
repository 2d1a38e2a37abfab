/** The styles that the parts of the operators' pages share: a search, a list of rows, and what can be done with each. */
import { css } from 'lit';

export const adminStyles = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--s5);
    align-content: start;
  }
  form.search {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: var(--s3);
    max-width: none;
  }
  form.search.one {
    max-width: 40rem;
  }
  form.search .field {
    flex: 1 1 12rem;
    grid-template-columns: minmax(0, 1fr);
    min-width: 0;
  }
  form.search input {
    min-height: var(--target) !important;
    width: 100%;
    border: 1px solid var(--edge);
    border-radius: var(--radius-s);
    background: var(--card);
    color: var(--ink);
    font: inherit;
  }
  input[type='date'] {
    min-width: 0;
    padding: 0 var(--s3);
  }
  .rows {
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--card);
  }
  .rows > li {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--s3) var(--s5);
    padding: var(--s4) var(--s5);
  }
  .rows > li + li {
    border-top: 1px solid var(--line);
  }
  .what {
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .what strong {
    font: 600 var(--text-l) / 1.3 var(--serif);
  }
  .mark {
    display: inline-block;
    margin-inline-end: var(--s2);
    padding: 0 var(--s2);
    border-radius: var(--radius-s);
    background: var(--accent-wash);
    font-size: var(--text-s);
    font-weight: 600;
  }
  p.mark {
    margin: 0;
    padding: var(--s2) var(--s3);
  }
  .mark.off {
    background: var(--refused-wash);
    color: var(--refused);
  }
  .code {
    color: var(--accent);
    font: 600 var(--text-m) / 1.4 var(--mono);
    letter-spacing: 0.04em;
  }
  .facts {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--s4);
    color: var(--ink-soft);
    font-size: var(--text-s);
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--s2);
  }
  .actions a {
    display: inline-flex;
    align-items: center;
    min-height: var(--target);
    margin-inline-end: var(--s2);
  }
  .told:empty {
    display: none;
  }
  @media (min-width: 62rem) {
    .rows > li {
      grid-template-columns: minmax(0, 1fr) auto;
      align-items: center;
    }
    .rows > li > .actions {
      justify-content: end;
      max-width: 42rem;
    }
  }
`;
