import { css } from 'lit';

/** The styles of the page of people who see the results: the list beside the poll, or below it on narrow screens. */
export const viewerStyles = css`
  :host {
    grid-row: 1 / -1;
    display: grid;
    grid-template-rows: auto minmax(0, 1fr);
    min-height: 0;
  }
  header {
    display: flex;
    align-items: center;
    gap: var(--s3);
    padding: var(--s3) var(--s6);
    border-bottom: 1px solid var(--line);
  }
  .banner {
    bottom: var(--s4);
  }
  .columns {
    grid-row: -2 / -1;
    display: grid;
    grid-template-columns: clamp(15rem, 22vw, 21rem) minmax(0, 1fr);
    min-height: 0;
  }
  nav {
    grid-column: 1;
    grid-row: 1;
    display: flex;
    flex-direction: column;
    gap: var(--s3);
    min-width: 0;
    min-height: 0;
    padding: var(--s4) var(--s4) var(--s4) var(--s6);
    border-inline-end: 1px solid var(--line);
  }
  .links {
    display: flex;
    flex-wrap: wrap;
    gap: var(--s2);
  }
  .links > * {
    flex: 1 1 auto;
  }
  vh-poll-list {
    flex: 1;
    min-height: 0;
  }
  main {
    grid-column: 2;
    grid-row: 1;
    min-width: 0;
    padding: var(--s5) var(--s8) var(--s8);
    overflow-y: auto;
  }
  article {
    max-width: 68rem;
  }
  article.stale .result {
    filter: grayscale(1);
    opacity: 0.7;
  }
  .plain {
    grid-row: 1 / -1;
    padding: 0 var(--s6);
  }
  .empty {
    display: grid;
    gap: var(--s3);
    padding: 14vh var(--s4) 0;
    text-align: center;
  }
  .questions {
    display: grid;
    gap: var(--s2);
  }
  .questions li {
    display: grid;
    grid-template-columns: 4rem minmax(0, 1fr);
    gap: var(--s3);
    padding: var(--s3);
    border: 1px solid var(--line);
    border-radius: var(--radius-s);
    background: var(--card);
  }
  .score {
    color: var(--accent);
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .text {
    overflow-wrap: anywhere;
    white-space: pre-line;
  }
  /* The same query as in pages/present.js. */
  @media (max-width: 45rem), (max-height: 26rem) {
    :host {
      display: block;
      /* There is no main button at the foot, for which the page has left space. */
      margin-bottom: calc(var(--foot, 0px) * -1);
    }
    header {
      align-items: flex-start;
      gap: 0;
      padding: var(--s2) var(--s4);
    }
    .columns {
      display: block;
    }
    main {
      padding: var(--s4) var(--s4) var(--s6);
      overflow: visible;
    }
    nav {
      padding: var(--s4);
      border: 0;
      border-top: 1px solid var(--line);
    }
  }
`;
