import { css } from 'lit';
import { readingsStyles } from '../methods/readings.js';

/** The form in which a poll is written. */
export const pollEditorStyles = [readingsStyles, css`
  form {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--s6);
    max-width: 44rem;
  }
  h2 {
    font: 600 var(--text-xl) / 1.2 var(--serif);
  }
  .field {
    display: grid;
    gap: var(--s1);
    min-width: 0;
  }
  vh-number-field {
    display: contents;
  }
  .field label,
  legend {
    font-weight: 600;
  }
  legend {
    margin-bottom: var(--s2);
  }
  textarea {
    font: 600 var(--text-l) / 1.35 var(--serif);
    resize: vertical;
    field-sizing: content;
  }
  .methods,
  .settings {
    display: grid;
    gap: var(--s2);
  }
  .methods {
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 18rem), 1fr));
  }
  textarea.lines {
    font: inherit;
  }
  .method {
    display: flex;
    gap: var(--s3);
    align-items: flex-start;
    padding: var(--s3);
    border: 1px solid var(--edge);
    border-radius: var(--radius-s);
    background: var(--card);
    cursor: pointer;
  }
  .method:has(:checked) {
    border-color: var(--accent);
    box-shadow: inset 0 0 0 1px var(--accent);
  }
  .method > span > * {
    display: block;
  }
  .method input,
  .check input {
    flex: none;
    width: 1.25rem;
    height: 1.25rem;
    margin: 0.15rem 0 0;
    accent-color: var(--accent);
  }
  .check {
    display: flex;
    gap: var(--s3);
    align-items: center;
    min-height: var(--target);
    cursor: pointer;
  }
  .check input {
    margin: 0;
  }
  .fields {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 14rem), 1fr));
    gap: var(--s4);
    align-items: start;
  }
  .fields:empty {
    display: none;
  }
  .buttons {
    position: sticky;
    bottom: 0;
    display: flex;
    flex-wrap: wrap;
    gap: var(--s3);
    padding: var(--s3) 0;
    background: var(--paper);
  }
  .buttons button {
    flex: 1 1 8rem;
    min-height: 3.25rem;
  }
`];
