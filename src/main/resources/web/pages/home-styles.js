import { css } from 'lit';

/** The way in: the code field is the page. */
export const homeStyles = css`
  :host {
    display: grid;
    grid-template: auto 1fr / minmax(0, 1fr);
    min-height: 100vh;
    min-height: 100dvh;
    max-width: 60rem;
    margin: 0 auto;
    padding: 0 var(--s4) var(--s8);
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
    font: 600 var(--text-l) / 1 var(--serif);
  }
  main {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    align-content: center;
    gap: var(--s12);
    min-width: 0;
  }
  h1 {
    margin-bottom: var(--s4);
    font: 600 clamp(1.953rem, 7vw, 3.052rem) / 1.15 var(--serif);
    letter-spacing: -0.015em;
    text-wrap: balance;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: var(--s3);
  }
  #code {
    flex: 1 1 14rem;
    min-width: 0;
    min-height: 5rem;
    padding: 0 var(--s5);
    border: 2px solid var(--edge);
    border-radius: var(--radius);
    font: 600 clamp(1.953rem, 8vw, 3.052rem) / 1 var(--mono);
    letter-spacing: 0.08em;
    text-transform: uppercase;
  }
  #code::placeholder {
    font-weight: 400;
  }
  #code:focus {
    border-color: var(--accent);
    outline: 3px solid var(--accent);
    outline-offset: 2px;
  }
  .join button {
    flex: 1 0 8rem;
    min-height: 5rem;
    border-radius: var(--radius);
    font-size: var(--text-xl);
  }
  .field-error {
    min-height: 1.5em;
    margin-top: var(--s2);
    font-size: var(--text-m);
  }
  .make {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--s3);
    padding-top: var(--s6);
    border-top: 1px solid var(--line);
  }
  h2 {
    font: 600 var(--text-l) / 1.3 var(--serif);
  }
  h3 {
    color: var(--ink-soft);
    font-size: var(--text-s);
    font-weight: 600;
  }
  .make form {
    display: flex;
    flex-wrap: wrap;
    gap: var(--s3);
  }
  .make input {
    flex: 1 1 14rem;
    width: auto;
    min-width: 0;
  }
  li a {
    display: flex;
    flex-wrap: wrap;
    gap: var(--s1) var(--s3);
    align-items: center;
    min-height: var(--target);
    color: var(--ink);
  }
  li b {
    color: var(--accent);
    font-family: var(--mono);
  }
  @media (min-width: 50rem) {
    .join .row {
      max-width: 44rem;
    }
    .join button {
      flex: 0 0 12rem;
    }
    .make form {
      max-width: 44rem;
    }
  }
`;
