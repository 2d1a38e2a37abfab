import { css } from 'lit';

/** The styles of the list of entries of a moderated poll. */
export const moderationStyles = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--s3);
  }
  .tools {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--s2);
  }
  .filters {
    display: flex;
    flex-wrap: wrap;
  }
  .filters button {
    padding-inline: var(--s3);
  }
  .filters span {
    font-weight: 400;
  }
  .tools input {
    flex: 1 1 9rem;
    width: auto;
  }
  ol {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--s2);
  }
  li {
    display: flex;
    flex-wrap: wrap;
    gap: var(--s2) var(--s3);
    align-items: center;
    justify-content: space-between;
    padding: var(--s2) var(--s3);
    border: 1px solid var(--line);
    border-inline-start: 4px solid var(--edge);
    border-radius: var(--radius-s);
  }
  li.approved,
  li.starred {
    border-inline-start-color: var(--accent);
    background: var(--accent-wash);
  }
  li.hidden {
    color: var(--ink-soft);
  }
  li.hidden .text {
    text-decoration: line-through;
  }
  .words {
    flex: 1 1 14rem;
    min-width: 0;
  }
  .text {
    display: block;
    overflow-wrap: anywhere;
    white-space: pre-line;
  }
  .steps {
    display: flex;
    gap: var(--s1);
  }
  button[aria-pressed='true'] {
    border-color: var(--accent);
    box-shadow: inset 0 0 0 1px var(--accent);
  }
`;
