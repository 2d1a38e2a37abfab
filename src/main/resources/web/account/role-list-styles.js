/** Lists of rooms that others share with the account, and of what it is asked. */
import { css } from 'lit';

export const roleListStyles = css`
  :host([hidden]) {
    display: none;
  }
  :host(:not([hidden])) {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--s3);
  }
  h3 {
    margin-top: var(--s4);
    font: 600 var(--text-l) / 1.3 var(--serif);
  }
  ul {
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--card);
  }
  ul.asked {
    border-color: var(--accent);
  }
  li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--s2) var(--s5);
    padding: var(--s3) min(var(--s5), 6vw);
  }
  li + li {
    border-top: 1px solid var(--line);
  }
  li > div {
    flex: 1 1 12rem;
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .buttons {
    display: flex;
    flex-wrap: wrap;
    flex: 0 1 auto;
    min-width: 0;
    gap: var(--s2);
  }
  strong {
    font: 600 var(--text-l) / 1.3 var(--serif);
  }
`;
