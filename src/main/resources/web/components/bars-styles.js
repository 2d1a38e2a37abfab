import { css } from 'lit';

/** How thick bars look. With `fit`, one row's height is the measure of all. */
export const barsStyles = css`
  :host {
    display: block;
    --row: 4.25rem;
    --size: 1.0625rem;
  }
  :host([fit]) {
    container-type: size;
    height: 100%;
  }
  ol {
    display: grid;
    grid-template-columns: repeat(var(--columns), minmax(0, 1fr));
    grid-auto-rows: minmax(var(--row), auto);
    gap: calc(var(--size) * 0.6) calc(var(--size) * 1.4);
  }
  :host([fit]) ol {
    --box: calc(100cqh - var(--top, 0px));
    height: var(--box);
    --row: min(calc((var(--box) / var(--rows)) - var(--size) * 0.6), 11rem);
    --size: clamp(11px, min(calc(var(--box) / var(--rows) * 0.25), calc(100cqw / var(--columns) * 0.034)), 3.4rem);
    grid-auto-rows: var(--row);
    grid-auto-flow: column;
    grid-template-rows: repeat(var(--rows), var(--row));
    align-content: start;
  }
  li {
    display: grid;
    grid-template: 1fr auto / auto minmax(0, 1fr);
    column-gap: calc(var(--size) * 0.7);
    align-items: center;
    min-width: 0;
    min-height: 0;
    font-size: var(--size);
    line-height: 1.2;
  }
  .head {
    grid-row: 1 / 3;
    display: flex;
    gap: 0.4em;
    align-self: stretch;
    min-height: 0;
  }
  .letter {
    display: grid;
    place-items: center;
    width: 2.2em;
    border-radius: var(--radius-s);
    background: var(--hue);
    color: var(--on-hue);
    forced-color-adjust: none;
    font-weight: 700;
  }
  img {
    align-self: center;
    width: 3.4em;
    height: 3.4em;
    max-height: 100%;
    border-radius: var(--radius-s);
    object-fit: cover;
  }
  .words {
    grid-column: 2;
    display: flex;
    align-items: center;
    gap: 0.6em;
    min-width: 0;
    padding-bottom: 0.25em;
  }
  .label {
    flex: 0 1 auto;
    min-width: 0;
    font-weight: 550;
    overflow-wrap: anywhere;
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow: hidden;
  }
  .won .label {
    font-weight: 750;
  }
  .badge {
    flex: none;
    padding: 0.1em 0.6em;
    border-radius: var(--radius-full);
    background: var(--ink);
    color: var(--paper);
    font-size: 0.72em;
    font-weight: 650;
    white-space: nowrap;
  }
  .count {
    flex: none;
    margin-inline-start: auto;
    display: flex;
    align-items: baseline;
    gap: 0.6em;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  /* The share's width is fixed and the votes grow towards free space, so that nothing moves when a digit is added. */
  .count b {
    min-width: 3.2em;
    text-align: end;
    font-weight: 700;
  }
  /* Room for 100,000: a label must not wrap anew because votes came in. */
  .votes {
    min-width: 4.2em;
    color: var(--ink-soft);
    text-align: end;
  }
  .track {
    grid-column: 2;
    display: block;
    height: calc(var(--row) * 0.32);
    border-radius: calc(var(--size) * 0.3);
    background: var(--track, var(--sunken));
    overflow: hidden;
  }
  .track i {
    display: block;
    height: 100%;
    border-radius: inherit;
    background: var(--hue);
    forced-color-adjust: none;
    transform: translateX(calc((var(--share) - 1) * 100%));
    transition: transform var(--move);
  }
  :host(:not([fit])) {
    container-type: inline-size;
  }
  @container (max-width: 24rem) {
    :host(:not([fit])) .words,
    :host(:not([fit])) .count {
      flex-wrap: wrap;
    }
    :host(:not([fit])) .label {
      flex-basis: 100%;
    }
    :host(:not([fit])) .count {
      flex: 0 1 auto;
    }
  }
  @container (max-width: 10rem) {
    :host(:not([fit])) li {
      grid-template: none / minmax(0, 1fr);
    }
    :host(:not([fit])) li > * {
      grid-area: auto;
    }
  }
`;
