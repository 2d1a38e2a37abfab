/** The styles of the voter's page; the hub's first paint uses them too. */
import { css } from 'lit';

export const roomStyles = css`
  :host {
    display: grid;
    grid-template: auto 1fr / minmax(0, 1fr);
    grid-auto-rows: auto;
    min-height: 100vh;
    min-height: 100dvh;
    max-width: 44rem;
    margin: 0 auto;
    padding: 0 max(var(--s4), env(safe-area-inset-right)) env(safe-area-inset-bottom) max(var(--s4), env(safe-area-inset-left));
  }
  :host([tabs]) {
    grid-template-rows: auto auto 1fr auto;
  }
  /* The hub's first paint has these styles itself. */
  :host([painted]) {
    display: block;
    max-width: none;
    padding: 0;
  }
  header {
    display: var(--bars, flex);
    align-items: center;
    flex-wrap: wrap;
    gap: 0 var(--s2);
    min-height: 3.5rem;
    border-bottom: 1px solid var(--line);
    container-type: inline-size;
  }
  .logo {
    width: min(7rem, calc(1.75rem * var(--w) / var(--h)));
    aspect-ratio: var(--w) / var(--h);
    object-fit: contain;
  }
  .mark {
    display: grid;
    place-items: center;
    min-width: var(--target);
    min-height: var(--target);
    margin-inline-start: calc(var(--s2) * -1);
  }
  h1 {
    flex: 1 1 5rem;
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
  /* Large letters: the title has the first row, and the targets stay as large as a thumb. */
  @container (max-width: 14rem) {
    header > * {
      --target: 44px;
    }
    h1 {
      flex-basis: 3rem;
    }
    .present {
      order: 1;
      flex: 1 0 100%;
      padding-bottom: var(--s1);
      text-align: start;
    }
  }
  .banner {
    /* Over the page, so that nothing under a thumb moves when the connection is lost or restored. */
    position: fixed;
    inset: 0 0 auto;
    z-index: 3;
    padding: var(--s2) var(--s4);
    background: var(--waiting-wash);
    color: var(--waiting);
    font: 600 var(--text-s) / 1.35 var(--sans);
    text-align: center;
    text-wrap: balance;
  }
  main {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    align-content: start;
    gap: var(--s12);
    min-width: 0;
    padding: var(--s6) 0 var(--s8);
  }
  /* The line of the player belongs to the question below it. */
  vh-player:not(:last-child) {
    margin-block: calc(var(--s3) * -1) calc(var(--s8) * -1);
  }
  vh-player + .waiting {
    padding-top: 12vh;
  }
  vh-poll-view + vh-poll-view {
    padding-top: var(--s8);
    border-top: 1px solid var(--line);
  }
  .tabs {
    position: sticky;
    top: 0;
    z-index: 2;
    display: grid;
    grid-template-columns: repeat(2, minmax(max-content, 1fr));
    margin-inline: calc(var(--s4) * -1);
    padding-inline: var(--s4);
    border-bottom: 1px solid var(--line);
    background: var(--paper);
    /* Large letters must not break words. */
    font-size: min(1rem, 5vw);
  }
  .tabs button {
    gap: 0.4em;
    padding: var(--s2) var(--s1);
    border: 0;
    border-bottom: 3px solid transparent;
    border-radius: 0;
    background: none;
    color: var(--ink-soft);
    white-space: nowrap;
  }
  .tabs [aria-current] {
    border-color: var(--accent);
    color: var(--ink);
    font-weight: 650;
  }
  /* With space for a number that is not there yet, so that it moves nothing. */
  .tabs .n {
    min-width: 3ch;
    color: var(--ink-soft);
    font-weight: 400;
    font-variant-numeric: tabular-nums;
    text-align: start;
  }
  .dot {
    width: 0.6rem;
    height: 0.6rem;
    border-radius: 50%;
    background: var(--accent);
  }
  .new {
    position: fixed;
    inset: var(--s3) 0 auto;
    z-index: 3;
    justify-self: center;
    max-width: calc(100% - var(--s8));
    margin: 0 auto;
    padding: var(--s3) var(--s4);
    overflow: hidden;
    border: 0;
    border-radius: 999px;
    background: var(--accent);
    color: var(--on-accent);
    font: inherit;
    font-weight: 650;
    text-overflow: ellipsis;
    white-space: nowrap;
    box-shadow: 0 4px 16px rgb(0 0 0 / 0.25);
    cursor: pointer;
  }
  .earlier {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    padding-top: var(--s6);
    border-top: 1px solid var(--line);
  }
  .earlier h2 {
    padding-bottom: var(--s2);
    color: var(--ink-soft);
    font-size: var(--text-m);
    font-weight: 600;
  }
  .earlier summary {
    display: flex;
    align-items: baseline;
    justify-content: space-between;
    gap: var(--s4);
    min-height: var(--target);
    padding: var(--s3) 0;
    border-bottom: 1px solid var(--line);
    overflow-wrap: anywhere;
    cursor: pointer;
  }
  .earlier summary::after {
    content: '▾';
    flex: none;
    color: var(--ink-soft);
  }
  .earlier [open] summary::after {
    content: '▴';
  }
  .earlier vh-poll-view {
    padding: var(--s4) 0 var(--s8);
  }
  .lost {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--s2) var(--s4);
    padding: var(--s3) var(--s4);
    border-radius: var(--radius);
    background: var(--refused-wash);
    color: var(--refused);
    overflow-wrap: anywhere;
  }
  .lost p {
    flex: 1 1 14rem;
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
  /* Its space is there before its code is. */
  vh-reaction-bar {
    min-height: var(--target);
    padding-bottom: var(--s1);
  }
  footer {
    display: var(--bars, flex);
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
