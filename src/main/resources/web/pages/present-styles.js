import { css } from 'lit';

/** The presenter's page: a list and a stage; one above the other where there is no room for both. */
export const presentStyles = css`
  :host {
    display: block;
    max-width: 90rem;
    min-height: 100vh;
    margin: 0 auto;
    padding: 0 var(--s6) 6rem;
  }
  header {
    position: sticky;
    top: 0;
    z-index: 4;
    display: flex;
    align-items: center;
    gap: var(--s3);
    padding: var(--s3) 0;
    border-bottom: 1px solid var(--line);
    background: var(--paper);
  }
  .tools {
    display: flex;
    align-self: flex-start;
  }
  .tools button {
    padding: 0;
    color: var(--ink-soft);
    font-weight: 700;
  }
  .banner {
    position: fixed;
    inset: auto auto var(--s4) var(--s4);
    z-index: 5;
    max-width: calc(100vw - 2rem);
    padding: var(--s2) var(--s5);
    border: 1px solid currentColor;
    border-radius: var(--radius);
    background: var(--waiting-wash);
    color: var(--waiting);
    font-weight: 600;
    text-align: center;
  }
  .columns {
    display: grid;
    grid-template-columns: minmax(15rem, 20rem) minmax(0, 1fr);
    gap: var(--s12);
    padding-top: var(--s6);
  }
  nav {
    display: grid;
    gap: var(--s5);
    align-content: start;
    min-width: 0;
  }
  main {
    min-width: 0;
  }
  .empty {
    display: grid;
    gap: var(--s3);
    justify-items: center;
    padding: 14vh var(--s4) 0;
    text-align: center;
  }
  .empty h2 {
    font: 600 var(--text-2xl) / 1.2 var(--serif);
  }
  .empty button {
    min-height: 4.5rem;
    margin-top: var(--s3);
    padding: 0 var(--s8);
    border-radius: var(--radius);
    font-size: var(--text-xl);
  }
  @media (max-width: 52rem) {
    :host {
      padding: 0 var(--s4) 6rem;
    }
    .columns {
      display: flex;
      flex-direction: column-reverse;
      gap: var(--s8);
      padding-top: var(--s4);
    }
    header {
      align-items: flex-start;
    }
  }
  @media (max-width: 52rem), (max-height: 40rem) {
    header {
      position: static;
    }
  }
`;
