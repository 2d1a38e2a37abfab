import { css } from 'lit';

export const verifyStyles = css`
  :host {
    display: grid;
    grid-template: auto 1fr auto / minmax(0, 1fr);
    min-height: 100vh;
    min-height: 100dvh;
    max-width: 46rem;
    margin: 0 auto;
    padding: 0 var(--s4) var(--s4);
  }
  header {
    display: flex;
    align-items: center;
    justify-content: space-between;
    min-height: 4rem;
  }
  .name {
    display: flex;
    align-items: center;
    gap: var(--s2);
    color: inherit;
    font: 600 var(--text-l) / 1 var(--serif);
    text-decoration: none;
  }
  main {
    display: grid;
    align-content: start;
    gap: var(--s5);
    min-width: 0;
    padding: var(--s4) 0 var(--s8);
    overflow-wrap: anywhere;
    line-height: 1.45;
  }
  h1 {
    font: 600 var(--text-2xl) / 1.15 var(--serif);
  }
  .drop {
    display: grid;
    justify-items: center;
    gap: var(--s3);
    padding: var(--s8) var(--s4);
    border: 2px dashed var(--edge);
    border-radius: var(--radius);
    background: var(--card);
    text-align: center;
  }
  .drop.over {
    border-color: var(--accent);
    background: var(--accent-wash);
  }
  input[type='file'] {
    position: absolute;
    width: 1px;
    height: 1px;
    opacity: 0;
  }
  .fields {
    display: grid;
    gap: var(--s3);
    padding-top: var(--s3);
  }
  .fields label {
    display: grid;
    gap: var(--s1);
    font-weight: 550;
  }
  .fields label span {
    color: var(--ink-soft);
    font-size: var(--text-s);
    font-weight: 400;
  }
  .fields input {
    font-family: var(--mono);
    direction: ltr;
  }
  summary {
    min-height: var(--target);
    padding: var(--s2) 0;
    cursor: pointer;
  }
  .verdict {
    display: grid;
    gap: var(--s3);
    padding: var(--s4);
    border: 2px solid var(--edge);
    border-radius: var(--radius);
    background: var(--card);
  }
  .verdict h2 {
    font-size: var(--text-l);
  }
  .verdict[data-kind='true'] {
    border-color: var(--accent);
    background: var(--accent-wash);
  }
  .verdict[data-kind='true'] h2 {
    color: var(--accent-strong);
  }
  .verdict[data-kind='false'],
  .verdict[data-kind='unreadable'] {
    border-color: var(--refused);
    background: var(--refused-wash);
  }
  .verdict[data-kind='false'] h2,
  .verdict[data-kind='unreadable'] h2 {
    color: var(--refused);
  }
  ul {
    display: grid;
    gap: var(--s2);
  }
  li {
    display: grid;
    grid-template-columns: 1.6rem minmax(0, 1fr);
  }
  li.fault {
    color: var(--refused);
    font-weight: 550;
  }
  li.note {
    color: var(--ink-soft);
  }
`;
