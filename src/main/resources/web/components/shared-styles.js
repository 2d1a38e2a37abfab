/** Styles that many components share: buttons, fields, and text for screen readers only. */
import { css } from 'lit';

export const shared = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  [hidden] {
    display: none !important;
  }
  h1,
  h2,
  h3,
  p,
  ul,
  ol,
  fieldset,
  legend,
  dl,
  dd {
    margin: 0;
    padding: 0;
    border: 0;
  }
  fieldset {
    min-width: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  a {
    color: var(--accent);
    text-underline-offset: 0.2em;
  }
  :focus-visible {
    outline: 3px solid var(--accent);
    outline-offset: 2px;
    border-radius: var(--radius-s);
  }
  button,
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--s2);
    min-height: var(--target);
    min-width: var(--target);
    padding: var(--s2) var(--button-x);
    border: 1px solid var(--edge);
    border-radius: var(--radius-s);
    background: var(--card);
    color: var(--ink);
    font: inherit;
    font-weight: 550;
    line-height: 1.25;
    text-decoration: none;
    cursor: pointer;
    touch-action: manipulation;
    transition: background-color var(--move), border-color var(--move);
  }
  button:hover,
  .button:hover {
    background: var(--sunken);
  }
  button.primary {
    border-color: var(--accent);
    background: var(--accent);
    color: var(--on-accent);
  }
  button.primary:hover {
    border-color: var(--accent-strong);
    background: var(--accent-strong);
  }
  button.quiet,
  .button.quiet {
    border-color: transparent;
    background: transparent;
  }
  button.quiet:hover,
  .button.quiet:hover {
    background: var(--sunken);
  }
  button.danger {
    color: var(--refused);
  }
  button[aria-disabled='true'],
  button[aria-disabled='true']:hover,
  button:disabled {
    border-color: var(--line);
    background: var(--sunken);
    color: var(--ink-soft);
    cursor: not-allowed;
  }
  input[type='text'],
  input[type='number'],
  input[type='password'],
  textarea,
  select {
    width: 100%;
    min-height: var(--target);
    padding: var(--s2) var(--s3);
    border: 1px solid var(--edge);
    border-radius: var(--radius-s);
    background: var(--card);
    color: var(--ink);
    font: inherit;
  }
  input::placeholder,
  textarea::placeholder {
    color: var(--ink-soft);
    opacity: 1;
  }
  /* The placeholder is the page's text. */
  [dir='auto']:placeholder-shown {
    direction: inherit;
  }
  [aria-invalid='true'] {
    border-color: var(--refused) !important;
  }
  .field-error {
    color: var(--refused);
    font-size: var(--text-s);
  }
  .soft {
    color: var(--ink-soft);
  }
  .small {
    font-size: var(--text-s);
  }
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;
