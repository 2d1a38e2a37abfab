/** The styles of a poll on the voter's page; the hub's first paint uses them too. */
import { css } from 'lit';

export const pollViewStyles = css`
  /* Not a grid, in which a sticky element would stay within its own row. */
  article {
    display: flex;
    flex-direction: column;
    gap: var(--s4);
    min-width: 0;
  }
  /* The right answer of a quiz comes next, wherever it is in the tree. */
  header {
    order: -2;
    display: grid;
    gap: var(--s2);
  }
  .meta {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    gap: 0 var(--s4);
    color: var(--ink-soft);
    font-size: 0.875rem;
  }
  vh-countdown {
    flex: none;
    font-size: var(--text-m);
    font-weight: 650;
    color: var(--ink);
  }
  h2 {
    font: 600 clamp(1.563rem, 5.5vw, 2.1rem) / 1.22 var(--serif);
    letter-spacing: -0.01em;
    text-wrap: balance;
    overflow-wrap: anywhere;
  }
  h2.long {
    font-size: var(--text-l);
    line-height: 1.35;
  }
  /* The state of the vote is always in sight. It is there before the vote, so that it never covers what was just tapped. */
  .stays {
    position: sticky;
    bottom: 0;
    z-index: 1;
    margin-inline: calc(var(--s4) * -1);
    padding: var(--s1) var(--s4) max(var(--s1), env(safe-area-inset-bottom));
    background: var(--paper);
  }
  /* On low windows it covers the options only once it has something to say. */
  @media (max-height: 30rem) {
    .stays.idle {
      position: static;
    }
  }
  .collapsed {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--s2) var(--s3);
    padding: var(--s3);
    border-radius: var(--radius);
    background: var(--accent-wash);
  }
  .collapsed vh-vote-state {
    flex: 1 1 10rem;
    min-width: 0;
  }
  .collapsed p {
    flex: 1 0 100%;
    min-width: 0;
    overflow-wrap: anywhere;
    white-space: pre-line;
  }
  .collapsed button {
    flex: none;
    margin-inline-start: auto;
    border-color: var(--accent);
    background: transparent;
    color: var(--accent);
  }
  .stays::before {
    content: '';
    position: absolute;
    inset: auto 0 100%;
    height: var(--s4);
    background: linear-gradient(transparent, var(--paper));
    pointer-events: none;
  }
  .foot {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 var(--s4);
    min-height: var(--target);
  }
  .aside {
    min-height: var(--target);
    padding: 0;
    border: 0;
    background: none;
    color: var(--ink-soft);
    font: inherit;
    text-decoration: underline;
    cursor: pointer;
  }
  /* Words at one end, what can be done at the other, also while its room is only kept. */
  :not(.aside) + .aside {
    margin-inline-start: auto;
  }
  .withdraw:disabled {
    visibility: hidden;
  }
  .aside[aria-pressed='true'] {
    color: var(--ink);
    font-weight: 650;
    text-decoration: none;
  }
  .aside:disabled {
    background: none;
    cursor: default;
  }
  .body[inert] {
    opacity: 0.55;
  }
  vh-result-table {
    flex-basis: 100%;
  }
  .result {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--s3);
  }
  .picture {
    min-height: 8rem;
  }
  h3 {
    font-size: var(--text-m);
  }
  .mine {
    padding: var(--s3);
    border: 1px solid var(--line);
    border-radius: var(--radius);
    overflow-wrap: anywhere;
  }
  :host([settling]) :is(.body, .collapsed button) {
    pointer-events: none;
  }
  /* Not the word on the own vote, which is of this device. */
  :host([stale]) .body {
    filter: grayscale(1);
    opacity: 0.75;
  }
`;
