/** The styles that the parts of the account pages share: one column of labelled fields. */
import { css } from 'lit';

export const accountStyles = css`
  :host {
    display: block;
    min-width: 0;
  }
  h1 {
    font: 600 clamp(1.563rem, 6.5vw, 2.441rem) / 1.15 var(--serif);
    letter-spacing: -0.015em;
    text-wrap: balance;
  }
  /* Focused for screen readers only: nothing can be done with it. */
  [tabindex='-1']:focus-visible {
    outline: 0;
  }
  h2 {
    font: 600 var(--text-l) / 1.3 var(--serif);
  }
  form,
  .column {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--s5);
    max-width: 26rem;
  }
  .field {
    display: grid;
    gap: var(--s1);
  }
  label {
    font-weight: 550;
  }
  input[type='email'] {
    width: 100%;
    border: 1px solid var(--edge);
    background: var(--card);
    color: var(--ink);
    font: inherit;
  }
  .field input:not([type='checkbox']) {
    min-height: 3.25rem;
    padding: 0 var(--s4);
    border-radius: var(--radius);
    font-size: var(--text-m);
  }
  .field input:focus-visible {
    border-color: transparent;
    border-radius: var(--radius);
    outline-offset: -1px;
  }
  input.code {
    font: 600 var(--text-l) / 1 var(--mono) !important;
    letter-spacing: 0.08em;
  }
  .check {
    display: flex;
    align-items: center;
    gap: var(--s3);
    min-height: var(--target);
    font-weight: 400;
    cursor: pointer;
  }
  .check input {
    width: 1.25rem;
    height: 1.25rem;
    margin: 0;
    accent-color: var(--accent);
  }
  button.primary.big {
    min-height: 3.5rem;
    border-radius: var(--radius);
    font-size: var(--text-l);
    font-weight: 650;
  }
  .ways {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--s5);
  }
  .ways a {
    display: inline-flex;
    align-items: center;
    min-height: var(--target);
  }
  .lead {
    color: var(--ink-soft);
    font: 400 var(--text-l) / 1.4 var(--serif);
    text-wrap: pretty;
  }
  .field-error:empty {
    display: none;
  }
  .told {
    padding: var(--s3) var(--s4);
    border-radius: var(--radius-s);
    background: var(--accent-wash);
  }
`;
