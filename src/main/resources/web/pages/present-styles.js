import { css } from 'lit';

/** The styles of the presenter's page: list and poll side by side, or one above the other on narrow screens. */
export const presentStyles = css`
  :host {
    display: grid;
    grid-template-rows: auto auto minmax(0, 1fr);
    height: 100vh;
    height: 100dvh;
  }
  header {
    display: flex;
    align-items: center;
    gap: var(--s3);
    padding: var(--s3) var(--s6);
    border-bottom: 1px solid var(--line);
  }
  .tools {
    display: flex;
  }
  .tools button {
    padding: 0;
    color: var(--ink-soft);
    font-weight: 700;
  }
  vh-key-offer {
    padding: 0 var(--s6);
  }
  .columns {
    display: grid;
    grid-row: -2 / -1;
    grid-template-columns: clamp(15rem, 22vw, 21rem) minmax(0, 1fr);
    min-height: 0;
  }
  nav {
    display: flex;
    flex-direction: column;
    gap: var(--s3);
    min-width: 0;
    min-height: 0;
    padding: var(--s4) var(--s4) 0 var(--s6);
    border-inline-end: 1px solid var(--line);
  }
  .rail-head {
    display: flex;
    flex-wrap: wrap;
    gap: var(--s2);
  }
  .rail-head > * {
    flex: 1 1 auto;
    gap: var(--s1);
    padding-inline: var(--s2);
  }
  .floor {
    display: flex;
    flex-wrap: wrap;
    align-items: stretch;
    gap: var(--s1);
    border: 1px solid var(--line);
    border-radius: var(--radius-s);
  }
  .floor.selected {
    background: var(--card);
    box-shadow: var(--shadow), inset 3px 0 0 var(--accent);
  }
  .floor .item {
    flex: 99 1 7.25rem;
    display: grid;
    justify-content: start;
    gap: 0;
    min-width: 0;
    padding: var(--s2) var(--s3);
    color: var(--ink);
    font-weight: 550;
    text-align: start;
  }
  .floor .small {
    font-weight: 400;
    font-variant-numeric: tabular-nums;
  }
  .floor .open {
    color: var(--accent);
    font-weight: 650;
  }
  .floor b {
    color: var(--waiting);
  }
  .floor > button + button {
    /* Fills its line where there is none left beside the name. */
    align-self: center;
    flex: 1 1 auto;
    min-width: 0;
    margin: var(--s1);
    /* Large letters on a narrow phone take the room of the edges. */
    padding-inline: min(var(--s3), 2vw);
  }
  vh-poll-list {
    flex: 1;
    min-height: 0;
    padding-bottom: var(--s4);
  }
  .scroll {
    /* Holds texts for screen readers, which else make the page itself scroll. */
    position: relative;
    display: grid;
    grid-template-columns: minmax(0, 68rem) 19rem;
    align-content: start;
    justify-content: space-between;
    gap: var(--s6) var(--s8);
    min-width: 0;
    padding: var(--s4) var(--s8) var(--s8);
    /* Sticky elements at the foot are at the edge of the window, not above the padding. */
    --foot-gap: var(--s8);
    overflow-y: auto;
    scroll-padding-top: 6rem;
  }
  vh-agenda-bar {
    grid-column: 1 / -1;
  }
  /* It has the page's main button, which is always in reach; that of the poll scrolls then. */
  vh-agenda-bar[main] {
    position: sticky;
    /* Above the padding of what scrolls, so that nothing shows over it. */
    top: calc(-1 * var(--s4));
    z-index: 4;
  }
  vh-agenda-bar[main] ~ main {
    --lead-position: static;
  }
  main {
    min-width: 0;
  }
  .plain {
    grid-row: -2 / -1;
    padding: 0 var(--s6);
    overflow-y: auto;
  }
  aside {
    display: grid;
    gap: var(--s4);
    align-content: start;
    align-items: start;
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
  @media (max-width: 75rem) {
    .scroll {
      grid-template-columns: minmax(0, 1fr);
      padding-inline: var(--s6);
    }
    aside {
      grid-template-columns: repeat(auto-fit, minmax(min(100%, 16rem), 1fr));
    }
  }
  /* A phone: one column that scrolls with the page, the main button at the foot, the list as a sheet. The same query as in present.js. */
  @media (max-width: 45rem), (max-height: 26rem) {
    :host {
      /* With two lines about the running order above the main button. */
      --foot: 12.5rem;
      display: block;
      height: auto;
      min-height: 100vh;
      padding-bottom: var(--foot);
    }
    header {
      align-items: flex-start;
      gap: 0;
      padding: var(--s2) var(--s4);
    }
    .help {
      display: none;
    }
    .columns {
      display: block;
    }
    nav {
      display: none;
    }
    nav.sheet {
      position: fixed;
      inset: 0;
      z-index: 6;
      display: flex;
      padding: var(--s3) var(--s4) 0;
      border: 0;
      background: var(--paper);
    }
    .sheet-head {
      display: flex;
      align-items: center;
      justify-content: space-between;
    }
    .sheet-head h2 {
      font: 600 var(--text-l) / 1.2 var(--serif);
    }
    vh-agenda-bar[main] {
      position: static;
    }
    .scroll {
      --foot-gap: 0px;
      padding: var(--s3) var(--s4) var(--s6);
      overflow: visible;
    }
    .empty {
      padding-top: 8vh;
    }
  }
  /* A phone that lies on its side: head and foot are a line each. */
  @media (min-width: 40rem) and (max-height: 26rem) {
    :host {
      --foot: 4.5rem;
    }
    header {
      align-items: center;
      padding-block: 0;
    }
  }
  .rolls a {
    width: 100%;
    font-size: var(--text-s);
  }
`;
