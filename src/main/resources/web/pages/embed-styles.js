import { css } from 'lit';

/** The styles of the page that shows a poll in a frame: from 300×200 px up to a whole screen; all sizes follow that of the frame. */
export const embedStyles = css`
  :host {
    display: block;
  }
  main {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    align-content: space-between;
    gap: var(--s3);
    min-height: 100vh;
    padding: var(--s3) var(--s4);
  }
  /* What fills the frame and is never scrolled. Its sizes are hundredths of the height, but never too small to be read. */
  .fit {
    --u: max(1vh, 5px);
    grid-template-rows: auto minmax(0, 1fr) auto;
    align-content: stretch;
    height: 100vh;
  }
  .fit.board {
    --u: max(1vh, 3.6px);
  }
  .stale {
    opacity: 0.6;
  }
  h1 {
    font: 600 var(--text-xl) / 1.2 var(--serif);
    overflow-wrap: anywhere;
    text-wrap: balance;
  }
  h1.long {
    font-size: var(--text-l);
  }
  .result {
    align-self: center;
    min-width: 0;
    overflow-x: auto;
  }
  footer {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    justify-content: space-between;
    gap: var(--s1) var(--s4);
    color: var(--ink-soft);
    font-size: var(--text-s);
  }
  .state {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--s3);
  }
  .state b {
    color: var(--ink);
  }
  .state b.open {
    color: var(--accent);
  }
  .join {
    display: inline-flex;
    align-items: end;
    gap: var(--s3);
    color: inherit;
    text-decoration: none;
  }
  .join > span {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 var(--s2);
    overflow-wrap: anywhere;
  }
  .code {
    color: var(--ink);
    font: 650 1.25em / 1.3 var(--mono);
    letter-spacing: 0.04em;
    white-space: nowrap;
  }
  .qr {
    width: 7rem;
    height: 7rem;
    padding: 0.25rem;
    border-radius: var(--radius-s);
    background: #fff;
  }
  .middle {
    align-content: center;
    justify-items: center;
    gap: var(--s4);
    text-align: center;
  }
  .middle h1 {
    font-size: max(var(--text-l), min(6.5vh, 6vw));
  }
  .middle vh-break-clock {
    --clock: max(3rem, min(28vh, 20vw));
    --clock-more: max(1rem, min(4vh, 3vw));
  }
  .large {
    flex-direction: column;
    align-items: center;
    font-size: var(--text-m);
  }
  .large > span {
    flex-direction: column;
    align-items: center;
  }
  .large .code {
    font-size: var(--text-2xl);
  }
  .large .qr {
    width: min(14rem, 45vh);
    height: min(14rem, 45vh);
  }
  /* A small frame has no room for a code that a camera could read. */
  @media (max-height: 21rem), (max-width: 21rem) {
    .qr {
      display: none;
    }
    main {
      gap: var(--s2);
      padding: var(--s2) var(--s3);
    }
    h1 {
      font-size: var(--text-l);
    }
    h1.long {
      font-size: var(--text-m);
    }
  }
  .banner {
    position: fixed;
    inset: auto 0 0;
    padding: var(--s2) var(--s3);
    background: var(--waiting-wash);
    color: var(--waiting);
    font-size: var(--text-s);
    font-weight: 600;
    text-align: center;
  }
`;
