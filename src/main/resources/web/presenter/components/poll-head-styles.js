import { css } from 'lit';

/** The head of a poll for those who lead or look on: its state as a pill, what it is, and its question. */
export const pollHeadStyles = css`
  article {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--s4);
    min-width: 0;
  }
  .meta {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--s2) var(--s3);
  }
  .state {
    padding: 0.1em 0.8em;
    border: 1px solid var(--edge);
    border-radius: var(--radius-full);
    color: var(--ink);
    font-weight: 600;
  }
  .state.open {
    border-color: var(--accent);
    color: var(--accent);
  }
  .state.closed {
    border-color: var(--ink);
    background: var(--ink);
    color: var(--paper);
  }
  h2 {
    font: 600 var(--text-2xl) / 1.2 var(--serif);
    letter-spacing: -0.01em;
    text-wrap: balance;
    overflow-wrap: anywhere;
  }
`;
