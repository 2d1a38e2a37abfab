import { css } from 'lit';

/** The voter's page: one column, as wide as a thumb reaches. */
export const roomStyles = css`
  :host {
    display: grid;
    grid-template: auto 1fr auto / minmax(0, 1fr);
    min-height: 100vh;
    min-height: 100dvh;
    max-width: 44rem;
    margin: 0 auto;
    padding: 0 max(var(--s4), env(safe-area-inset-right)) env(safe-area-inset-bottom) max(var(--s4), env(safe-area-inset-left));
  }
  header {
    display: flex;
    align-items: center;
    flex-wrap: wrap;
    gap: 0 var(--s2);
    min-height: 3.5rem;
    border-bottom: 1px solid var(--line);
  }
  .mark {
    display: grid;
    place-items: center;
    min-width: var(--target);
    min-height: var(--target);
    margin-inline-start: calc(var(--s2) * -1);
  }
  h1 {
    flex: 1 1 7rem;
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    font-size: var(--text-m);
    font-weight: 600;
  }
  .present {
    min-width: 5.5rem;
    text-align: end;
    white-space: nowrap;
  }
  .banner {
    /* Above the page, not in it: nothing under a thumb may move when the network comes and goes. */
    position: fixed;
    inset: 0 0 auto;
    z-index: 2;
    padding: var(--s4);
    background: var(--waiting-wash);
    color: var(--waiting);
    font-weight: 600;
    text-align: center;
  }
  main {
    display: grid;
    align-content: start;
    gap: var(--s12);
    min-width: 0;
    padding: var(--s6) 0 var(--s8);
  }
  vh-poll-view + vh-poll-view {
    padding-top: var(--s8);
    border-top: 1px solid var(--line);
  }
  .waiting {
    display: grid;
    gap: var(--s3);
    padding-top: 22vh;
    text-align: center;
  }
  .waiting h2 {
    font: 600 var(--text-2xl) / 1.2 var(--serif);
  }
  .center {
    text-align: center;
  }
  .skeleton {
    display: grid;
    gap: var(--s3);
  }
  .skeleton i,
  .skeleton b {
    height: 4rem;
    border-radius: var(--radius);
    background: var(--sunken);
  }
  .skeleton i {
    width: 80%;
    margin-bottom: var(--s3);
  }
  footer {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0 var(--s4);
    min-height: var(--target);
    border-top: 1px solid var(--line);
  }
  vh-connection {
    min-width: 8.5rem;
  }
  .keys {
    display: none;
    align-items: center;
    gap: var(--s2);
    min-height: var(--target);
    color: var(--ink-soft);
  }
  .keys input {
    width: 1.1rem;
    height: 1.1rem;
    accent-color: var(--accent);
  }
  @media (hover: hover) and (pointer: fine) {
    .keys {
      display: inline-flex;
    }
  }
`;
