import { css } from 'lit';
import { readingsStyles } from '../../methods/number-disambiguation.js';

/** The styles of the form for a poll. */
export const pollEditorStyles = [readingsStyles, css`
  form {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--s5);
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
  .settings {
    display: grid;
    gap: var(--s2);
  }
  .methods {
    display: flex;
    flex-wrap: wrap;
    gap: var(--s2);
    margin-bottom: var(--s2);
  }
  textarea.lines {
    font: inherit;
  }
  .method {
    position: relative;
    cursor: pointer;
  }
  .method span {
    display: grid;
    place-items: center;
    min-width: var(--target);
    min-height: var(--target);
    padding: 0 var(--s3);
    border: 1px solid var(--edge);
    border-radius: var(--radius-full);
    background: var(--card);
    font-weight: 550;
  }
  .method :checked + span {
    border-color: var(--accent);
    background: var(--accent-wash);
    box-shadow: inset 0 0 0 1px var(--accent);
  }
  .method :focus-visible + span {
    outline: 3px solid var(--accent);
    outline-offset: 2px;
  }
  .check input {
    flex: none;
    width: 1.25rem;
    height: 1.25rem;
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
    bottom: calc(var(--foot-gap, 0px) * -1);
    z-index: 1;
    display: flex;
    flex-wrap: wrap;
    gap: var(--s3);
    padding: var(--s3) 0;
    border-top: 1px solid var(--line);
    background: var(--paper);
  }
  .buttons p {
    flex: 1 0 100%;
    margin: 0;
  }
  .buttons p:empty {
    display: none;
  }
  .field-error,
  vh-option-editor {
    scroll-margin-block: 6rem;
  }
  .buttons button {
    flex: 1 1 8rem;
    min-height: 3.25rem;
  }
  @media (max-height: 26rem) {
    .buttons {
      padding: var(--s1) 0;
    }
    .buttons button {
      min-height: var(--target);
    }
  }
`];
