/** The styles of the running order. */
import { css } from 'lit';

export const agendaStyles = css`
  :host {
    display: block;
    padding-top: var(--s2);
  }
  ol {
    display: grid;
    gap: var(--s1);
  }
  li {
    border-radius: var(--radius-s);
    background: var(--card);
    box-shadow: inset 0 0 0 1px var(--line);
  }
  li.break {
    background: var(--sunken);
  }
  li.now {
    box-shadow: inset 3px 0 0 var(--accent), inset 0 0 0 1px var(--line);
    background: var(--accent-wash);
  }
  .step {
    display: grid;
    grid-template-columns: 1.5rem minmax(0, 1fr);
    gap: 0 var(--s2);
    align-items: start;
    width: 100%;
    padding: var(--s2) var(--s3);
    border: 0;
    background: transparent;
    font-weight: 500;
    text-align: start;
  }
  .number {
    color: var(--ink-soft);
    font-variant-numeric: tabular-nums;
  }
  .question {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow: hidden;
    overflow-wrap: anywhere;
    /* Next to what is before it, whatever the direction of its text. */
    justify-self: start;
  }
  .times {
    grid-column: 2;
    color: var(--ink-soft);
    font-size: var(--text-s);
    font-weight: 400;
    font-variant-numeric: tabular-nums;
  }
  .form {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: var(--s2);
    padding: 0 var(--s3) var(--s3);
  }
  .wide,
  .hint,
  .tools {
    grid-column: 1 / -1;
  }
  .form input[type='text'] {
    width: 100%;
    min-width: 0;
  }
  .label {
    display: block;
    color: var(--ink-soft);
    font-size: var(--text-s);
  }
  label.check {
    display: flex;
    gap: var(--s3);
    align-items: center;
    min-height: var(--target);
    cursor: pointer;
  }
  label.check input {
    flex: none;
    width: 1.25rem;
    height: 1.25rem;
    accent-color: var(--accent);
  }
  .tools,
  .add {
    display: flex;
    flex-wrap: wrap;
    gap: var(--s1);
  }
  .tools button {
    min-width: var(--target);
    padding-inline: var(--s2);
    font-size: var(--text-s);
  }
  .tools button[aria-disabled='true'] {
    opacity: 0.4;
  }
  .tools .from {
    margin-inline-start: auto;
  }
  .add button {
    flex: 1 1 auto;
    font-size: var(--text-s);
  }
  .run {
    width: 100%;
  }
`;
