import { css } from 'lit';

/** The styles of the home page: two equal columns, the code first. */
export const homeStyles = css`
  :host {
    display: grid;
    grid-template: auto 1fr auto / minmax(0, 1fr);
    min-height: 100vh;
    min-height: 100dvh;
    max-width: 72rem;
    margin: 0 auto;
    padding: 0 var(--s4) var(--s4);
  }
  header {
    display: flex;
    align-items: center;
    justify-content: space-between;
    min-height: 4rem;
  }
  .tools {
    display: flex;
    align-items: center;
    gap: var(--s2);
  }
  .name {
    display: flex;
    align-items: center;
    gap: var(--s2);
    font: 600 var(--text-l) / 1 var(--serif);
  }
  .name img {
    width: 2rem;
    height: 2rem;
  }
  main {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    align-content: center;
    gap: var(--s8);
    min-width: 0;
    padding: var(--s6) 0 var(--s8);
  }
  .what {
    max-width: 34rem;
    color: var(--ink-soft);
    font: 400 var(--text-l) / 1.4 var(--serif);
    text-wrap: balance;
  }
  .ways {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--s12);
  }
  .ways form {
    display: grid;
    grid-template: auto auto auto auto / minmax(0, 1fr);
    gap: var(--s3);
    align-content: start;
  }
  h1,
  .make h2 {
    align-self: end;
    margin-bottom: var(--s2);
    font: 600 clamp(1.563rem, 6.5vw, 2.441rem) / 1.15 var(--serif);
    letter-spacing: -0.015em;
    text-wrap: balance;
  }
  .ways input,
  .ways button {
    min-height: 4.5rem;
    border-radius: var(--radius);
  }
  .ways input {
    min-width: 0;
    padding: 0 var(--s5);
    font-size: var(--text-xl);
  }
  .ways button {
    font-size: var(--text-l);
    font-weight: 650;
  }
  .ways :focus-visible {
    border-radius: var(--radius);
  }
  .ways input:focus-visible {
    border-color: transparent;
    outline-offset: -1px;
  }
  #code {
    font: 600 clamp(1.563rem, 8vw, 2.441rem) / 1 var(--mono);
    letter-spacing: 0.08em;
    text-transform: uppercase;
  }
  #code::placeholder {
    font-weight: 400;
  }
  .make button {
    border-color: var(--accent);
    color: var(--accent);
    background: transparent;
  }
  .make button:hover {
    background: var(--accent-wash);
  }
  .field-error {
    min-height: 1.5em;
    font-size: var(--text-m);
  }
  footer {
    display: flex;
    justify-content: flex-end;
    border-top: 1px solid var(--line);
    padding-top: var(--s1);
  }
  @media (max-width: 44.99rem) {
    .make {
      padding-top: var(--s6);
      border-top: 1px solid var(--line);
    }
    .ways {
      gap: var(--s6);
    }
  }
  @media (min-width: 45rem) {
    :host {
      padding-inline: var(--s8);
    }
    .ways {
      grid-template: auto auto auto auto / repeat(2, minmax(0, 1fr));
      gap: 0 var(--s12);
    }
    .ways form {
      grid-row: span 4;
      grid-template-rows: subgrid;
      row-gap: var(--s3);
    }
    .what {
      max-width: none;
      font-size: var(--text-xl);
    }
  }
`;
