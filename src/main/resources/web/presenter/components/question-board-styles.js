import { css } from 'lit';

/** The styles of the list of questions for those who lead or moderate. */
export const questionBoardStyles = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--s3);
  }
  .tools {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 var(--s4);
    border-bottom: 1px solid var(--line);
  }
  .filters {
    display: flex;
    flex-wrap: wrap;
    margin-inline-start: calc(var(--s3) * -1);
  }
  .filters button {
    gap: 0;
    padding-inline: var(--s3);
    color: var(--ink-soft);
  }
  .filters span {
    font-weight: 400;
  }
  /* Underlined with the word. */
  .filters span::before {
    content: '\\00a0';
  }
  .sorts button {
    font-size: var(--text-s);
  }
  .filters [aria-pressed='true'] {
    color: var(--ink);
    font-weight: 650;
    text-decoration: underline 2px var(--accent);
    text-underline-offset: 0.45em;
  }
  /* Its space is kept, so that nothing moves or is covered when something new comes; further down it is over the list. */
  .new {
    position: sticky;
    top: var(--s2);
    z-index: 1;
    display: grid;
    justify-items: center;
    min-height: var(--target);
    pointer-events: none;
  }
  .new button {
    pointer-events: auto;
    align-self: start;
    border: 0;
    border-radius: var(--radius-full);
    background: var(--accent);
    color: var(--on-accent);
    font-weight: 650;
    box-shadow: 0 4px 16px rgb(0 0 0 / 0.25);
  }
  .new button:hover {
    background: var(--accent-strong);
  }
  ol {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--s2);
  }
  li {
    display: grid;
    grid-template-columns: minmax(3.5rem, auto) minmax(0, 1fr);
    gap: var(--s3);
    padding: var(--s3) var(--s4) var(--s2) var(--s2);
    padding-inline: var(--s2) var(--s4);
    border: 1px solid var(--line);
    border-inline-start: 4px solid var(--edge);
    border-radius: var(--radius-s);
    background: var(--card);
  }
  li.live {
    border-inline-start-color: var(--accent);
  }
  li.pending {
    border-inline-start-color: var(--waiting);
    background: var(--waiting-wash);
  }
  li.pinned {
    background: var(--accent-wash);
  }
  li:is(.hidden, .archived, .answered) {
    background: transparent;
  }
  li.hidden .text {
    color: var(--ink-soft);
    text-decoration: line-through;
  }
  .votes {
    display: grid;
    justify-items: center;
    align-content: start;
    font-variant-numeric: tabular-nums;
  }
  .votes b {
    font-size: var(--text-l);
    line-height: 1.2;
  }
  .votes span {
    white-space: nowrap;
  }
  .words {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--s1);
  }
  .text {
    font-size: 1.0625rem;
    line-height: 1.4;
    overflow-wrap: anywhere;
    white-space: pre-line;
  }
  .facts bdi + bdi::before {
    content: ' · ';
  }
  .pending .facts bdi:last-child {
    color: var(--waiting);
    font-weight: 650;
  }
  .reply {
    padding-inline-start: var(--s3);
    border-inline-start: 3px solid var(--accent);
    overflow-wrap: anywhere;
    white-space: pre-line;
  }
  .steps {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--s1);
    margin-inline-start: calc(var(--s2) * -1);
  }
  .steps button {
    padding-inline: var(--s2);
    font-size: var(--text-s);
  }
  .steps button:not(.quiet) {
    margin-inline-start: var(--s2);
    border-color: var(--accent);
    color: var(--accent);
  }
  .steps .primary {
    color: var(--on-accent) !important;
  }
  .steps [aria-pressed='true'] {
    color: var(--accent);
    font-weight: 650;
  }
  form {
    display: grid;
    gap: var(--s2);
    padding-top: var(--s2);
  }
`;
