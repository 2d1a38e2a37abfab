/** The styles of dialogs of the presenter's page; --width sets the width. */
import { css } from 'lit';

export const dialogStyles = css`
  dialog {
    width: min(var(--width), calc(100vw - 2rem));
    padding: var(--s6);
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--card);
    color: var(--ink);
    box-shadow: var(--shadow);
  }
  dialog::backdrop {
    background: rgb(0 0 0 / 45%);
  }
  h2 {
    font: 600 var(--text-l) / 1.2 var(--serif);
  }
`;
