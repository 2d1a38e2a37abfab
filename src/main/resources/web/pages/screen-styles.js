import { css } from 'lit';

/**
 * The styles of the big screen. All sizes depend on the screen's height (--u is a hundredth of it), so that the picture is the same at 720p
 * and at 4K. On a narrow screen it stacks and may scroll.
 */
export const screenStyles = css`
  :host {
    --u: 1vh;
    display: block;
    min-height: 100vh;
    font-variant-numeric: tabular-nums;
  }
  .alone {
    display: grid;
    min-height: 100vh;
    place-content: center;
  }
  .blank {
    position: fixed;
    inset: 0;
    background: #000;
  }
  .poll {
    display: grid;
    grid-template: auto auto minmax(0, 1fr) / minmax(0, 1fr) auto;
    gap: calc(var(--u) * 1.6) calc(var(--u) * 6);
    height: 100vh;
    padding: calc(var(--u) * 4) calc(var(--u) * 5);
  }
  .stale {
    filter: grayscale(1);
    opacity: 0.6;
  }
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(var(--u) * 1) calc(var(--u) * 2);
    min-height: calc(var(--u) * 4.4);
    font-size: calc(var(--u) * 2.3);
  }
  .title {
    color: var(--ink-soft);
  }
  /* What comes next takes of the title's space, so that nothing below moves. */
  header:has(vh-screen-upcoming) {
    flex-wrap: nowrap;
  }
  header:has(vh-screen-upcoming) .title {
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  header .state {
    flex: none;
  }
  .state {
    padding: 0.15em 0.8em;
    border: 0.12em solid var(--accent);
    border-radius: var(--radius-full);
    color: var(--accent);
    font-weight: 650;
  }
  .state.closed {
    border-color: var(--ink);
    background: var(--ink);
    color: var(--paper);
  }
  .state.hidden {
    border-color: var(--edge);
    color: var(--ink-soft);
  }
  .logo {
    width: min(calc(var(--u) * 24), calc(var(--u) * 4.4 * var(--w) / var(--h)));
    aspect-ratio: var(--w) / var(--h);
    object-fit: contain;
  }
  .name {
    display: grid;
    justify-items: center;
    gap: calc(var(--u) * 2);
  }
  .name .logo {
    width: min(calc(var(--u) * 60), calc(var(--u) * 11 * var(--w) / var(--h)));
  }
  .asked {
    --tall: calc(var(--u) * 26);
    display: flex;
    align-items: center;
    gap: calc(var(--u) * 3);
    min-width: 0;
  }
  .asked.many {
    --tall: calc(var(--u) * 15);
  }
  .asked h1 {
    flex: 1 1 55%;
    min-width: 0;
  }
  .asked .shown {
    flex: 0 1 auto;
    max-width: 45%;
    border-radius: var(--u);
  }
  h1 {
    font: 600 calc(var(--u) * 6.6) / 1.14 var(--serif);
    letter-spacing: -0.012em;
    text-wrap: balance;
    overflow-wrap: anywhere;
  }
  h1.long {
    font-size: calc(var(--u) * 5.2);
  }
  h1.longest {
    font-size: calc(var(--u) * 4.45);
    text-wrap: wrap;
  }
  .result {
    grid-column: 1;
    min-width: 0;
    min-height: 0;
    padding-top: calc(var(--u) * 1.6);
  }
  .answered {
    display: grid;
    grid-template-rows: auto minmax(0, 1fr);
    gap: calc(var(--u) * 2);
  }
  .chart {
    min-width: 0;
    min-height: 0;
  }
  aside {
    --side: calc(var(--u) * 34);
    grid-area: 1 / 2 / 4 / 3;
    display: flex;
    flex-direction: column;
    align-items: stretch;
    gap: calc(var(--u) * 2.6);
    width: var(--side);
    min-height: 0;
    transition: width var(--move);
  }
  .joined aside {
    --side: calc(var(--u) * 25);
  }
  .qr {
    display: block;
    width: 100%;
    aspect-ratio: 1;
    border-radius: calc(var(--u) * 1.4);
    background: #fff;
    transition: width var(--move);
  }
  .side .qr {
    width: calc(var(--u) * 30);
    margin: 0 auto calc(var(--u) * 1.5);
  }
  /* Never less than a sixth of the height, so that latecomers can scan it. */
  .joined .side .qr {
    width: calc(var(--u) * 17.5);
    margin-bottom: var(--u);
  }
  .join {
    text-align: center;
  }
  .at {
    color: var(--ink-soft);
    font-size: calc(var(--u) * 2);
    line-height: 1.3;
  }
  .address {
    /* 0.7 em per letter: the widest of the common system fonts, in bold. */
    font-size: min(calc(var(--u) * 3.6), calc(var(--side) / var(--letters) / 0.7));
    font-weight: 650;
    line-height: 1.25;
    overflow-wrap: anywhere;
  }
  .code {
    font: 700 min(calc(var(--u) * 7), calc(var(--side, 100vw) / 4.4)) / 1.15 var(--mono);
    letter-spacing: 0.02em;
    white-space: nowrap;
  }
  .passcode {
    color: var(--accent);
  }
  .side .passcode {
    font-size: min(calc(var(--u) * 5), calc(var(--side, 100vw) / 5));
  }
  .locked {
    font-weight: 650;
  }
  /* People and votes have the same size, which the longer one allows. */
  dl {
    --figure: min(calc(var(--u) * 8.8), calc(var(--side) / var(--digits) / 0.71));
    display: grid;
    gap: calc(var(--u) * 2);
    margin-block: auto;
    text-align: center;
  }
  dl div {
    display: flex;
    flex-direction: column-reverse;
  }
  dd {
    font-size: var(--figure);
    font-weight: 700;
    line-height: 1.05;
    white-space: nowrap;
  }
  dt {
    color: var(--ink-soft);
    font-size: calc(var(--u) * 2.3);
    line-height: 1.3;
    white-space: nowrap;
  }
  /* While the result is hidden, the number of votes is the main content. */
  .secret [data-votes] {
    color: var(--accent);
  }
  vh-countdown {
    --ring: calc(var(--u) * 15);
    margin-inline: auto;
  }
  .poll:not(.joined) dl {
    --figure: calc(var(--u) * 5.6);
    gap: var(--u);
  }
  /* The last seconds are large enough for the last row. */
  .ending vh-countdown {
    --digits-size: 0.56;
  }
  .ending.joined vh-countdown {
    --ring: calc(var(--u) * 25);
  }
  .banner {
    position: fixed;
    inset: auto auto calc(var(--u) * 2) 50%;
    transform: translateX(-50%);
    padding: 0.4em 1.2em;
    border-radius: var(--radius-full);
    background: var(--waiting-wash);
    color: var(--waiting);
    font-size: calc(var(--u) * 2.4);
    font-weight: 650;
  }
  .pause {
    display: grid;
    grid-template-rows: auto minmax(0, 1fr) auto;
    gap: calc(var(--u) * 2);
    height: 100vh;
    padding: calc(var(--u) * 4) calc(var(--u) * 5);
  }
  .middle {
    display: grid;
    align-content: center;
    gap: calc(var(--u) * 1);
    text-align: center;
  }
  .pause h1 {
    font-size: min(calc(var(--u) * 9), 9vw);
  }
  .pause vh-break-clock {
    --clock: min(calc(var(--u) * 32), 20vw);
    --clock-more: calc(var(--u) * 4);
  }
  .foot {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: calc(var(--u) * 3);
    text-align: start;
  }
  .foot .qr {
    width: calc(var(--u) * 17.5);
    flex: none;
  }
  .foot div {
    display: grid;
    grid-template-columns: auto auto;
    align-items: baseline;
    gap: 0 calc(var(--u) * 2);
  }
  .foot .address {
    font-size: min(calc(var(--u) * 4), calc(60vw / var(--letters) / 0.7));
  }
  .foot .code {
    font-size: calc(var(--u) * 4.5);
  }
  .lobby {
    display: grid;
    grid-template-rows: auto minmax(0, 1fr) auto;
    gap: calc(var(--u) * 4);
    height: 100vh;
    padding: calc(var(--u) * 6);
    text-align: center;
  }
  .lobby h1 {
    font-size: calc(var(--u) * 7);
  }
  .huge {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: calc(var(--u) * 8);
    text-align: start;
  }
  .huge .qr {
    width: calc(var(--u) * 52);
    flex: none;
  }
  .huge .at {
    font-size: calc(var(--u) * 3);
  }
  .huge .address {
    margin-bottom: calc(var(--u) * 4);
    font-size: min(calc(var(--u) * 7), calc((100vw - var(--u) * 78) / var(--letters) / 0.7));
    white-space: nowrap;
  }
  .huge .code {
    font-size: min(calc(var(--u) * 17), calc((100vw - var(--u) * 78) / 4.5));
  }
  .soon {
    color: var(--ink-soft);
    font-size: calc(var(--u) * 3);
  }
  .soon b {
    color: var(--ink);
  }

  @media (max-aspect-ratio: 1/1) {
    :host {
      --u: max(0.7vh, 1.05vw);
    }
    .poll {
      grid-template: auto auto minmax(45vh, 1fr) auto / minmax(0, 1fr);
      height: auto;
      min-height: 100vh;
      padding: calc(var(--u) * 4);
    }
    aside {
      grid-area: 4 / 1;
      display: grid;
      grid-template: auto auto / auto minmax(0, 1fr);
      align-items: center;
      justify-items: center;
      --side: calc(var(--u) * 34);
      width: auto;
    }
    .joined aside {
      --side: calc(var(--u) * 30);
    }
    aside .join {
      grid-row: 1 / 3;
    }
    .side .qr,
    .joined .side .qr {
      width: max(17vh, calc(var(--u) * 22));
    }
    vh-countdown {
      margin: 0;
    }
    vh-screen-roots {
      grid-column: 1 / -1;
      width: 100%;
      min-width: 0;
    }
    .lobby {
      height: auto;
      min-height: 100vh;
    }
    .huge {
      flex-direction: column;
      text-align: center;
    }
    .huge .qr {
      width: min(70vw, 45vh);
    }
    .huge .address,
    .huge .code {
      white-space: normal;
      font-size: calc(var(--u) * 6);
      overflow-wrap: anywhere;
    }
    .huge .code {
      font-size: min(17vw, 12vh);
      white-space: nowrap;
    }
  }
`;
