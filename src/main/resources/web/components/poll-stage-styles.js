import { css } from 'lit';

/** The presenter's stage: one thing to press, everything else quieter. */
export const pollStageStyles = css`
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
  h2.long {
    font-size: var(--text-l);
    line-height: 1.35;
  }
  .lead {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--s3) var(--s5);
  }
  .next {
    flex: 1 1 18rem;
    min-height: 4.5rem;
    border-radius: var(--radius);
    font-size: var(--text-xl);
  }
  .next[aria-disabled='true'] {
    cursor: progress;
  }
  .limits {
    display: flex;
    flex-wrap: wrap;
    flex: none;
  }
  .limits span {
    display: grid;
    place-items: center;
    min-width: 3.5rem;
    min-height: var(--target);
    padding: 0 var(--s3);
    border: 1px solid var(--edge);
    margin-inline-start: -1px;
    background: var(--card);
    cursor: pointer;
    font-variant-numeric: tabular-nums;
  }
  .limits label {
    position: relative;
  }
  .limits label:first-of-type span {
    border-radius: var(--radius-s) 0 0 var(--radius-s);
  }
  .limits label:last-of-type span {
    border-radius: 0 var(--radius-s) var(--radius-s) 0;
  }
  .limits :checked + span {
    background: var(--accent-wash);
    box-shadow: inset 0 0 0 2px var(--accent);
    font-weight: 650;
  }
  .limits :focus-visible + span {
    outline: 3px solid var(--accent);
    outline-offset: 2px;
  }
  .running {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--s3);
  }
  .running vh-countdown {
    min-width: 7rem;
    font-size: var(--text-l);
    font-weight: 650;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: var(--s2);
    align-items: flex-start;
  }
  .row:empty {
    display: none;
  }
  .result {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--s3);
    padding: var(--s5);
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--card);
  }
  .more {
    padding-top: var(--s2);
  }
  details {
    position: relative;
  }
  summary {
    list-style: none;
    border: 1px solid var(--edge) !important;
  }
  summary::after {
    content: '▾';
  }
  details ul {
    position: absolute;
    inset-inline-start: 0;
    bottom: calc(100% + var(--s1));
    z-index: 3;
    padding: var(--s1);
    border: 1px solid var(--line);
    border-radius: var(--radius-s);
    background: var(--card);
    box-shadow: var(--shadow);
    white-space: nowrap;
  }
  details button {
    width: 100%;
    justify-content: flex-start;
  }
  :host([stale]) .result {
    filter: grayscale(1);
    opacity: 0.7;
  }
`;
