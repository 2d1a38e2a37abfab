/** The styles of panels of the room that are closed until somebody needs them. */
import { css } from 'lit';

export const disclosureStyles = css`
  summary {
    display: flex;
    align-items: center;
    min-height: var(--target);
    color: var(--ink-soft);
    font-size: var(--text-s);
    cursor: pointer;
  }
  summary::before {
    content: '▸';
    width: 1.2em;
  }
  summary:dir(rtl)::before {
    content: '◂';
  }
  details[open] > summary::before {
    content: '▾';
  }
  details > * + * {
    margin-top: var(--s3);
  }
`;
