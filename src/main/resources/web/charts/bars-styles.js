import { css } from 'lit';

/** The styles of bars. With `fit` all sizes come from the layout of the page: see bars-layout.js. */
export const barsStyles = css`
  :host {
    display: block;
    --size: 1.0625rem;
    --bar: 1.35rem;
  }
  /* The way in which bars grow. */
  ol {
    --sign: 1;
  }
  ol:dir(rtl) {
    --sign: -1;
  }
  :host([fit]) {
    display: flex;
    flex-direction: column;
    height: 100%;
    overflow: clip;
  }
  ol {
    display: grid;
    gap: 0.9rem;
    font-size: var(--size);
    line-height: 1.2;
  }
  :host([fit]) ol {
    grid-auto-flow: column;
    grid-template: repeat(var(--rows), var(--row)) / repeat(var(--columns), minmax(0, 1fr));
    gap: 0 calc(var(--u, 1vh) * 4);
  }
  li {
    display: grid;
    gap: 0.35em;
    min-width: 0;
    overflow-x: clip;
  }
  :host([fit]) li {
    align-content: center;
  }
  .beside li {
    grid-template-columns: var(--name) minmax(0, 1fr);
    align-items: center;
    gap: 0;
  }
  .name {
    display: flex;
    align-items: center;
    gap: 0.7em;
    min-width: 0;
  }
  .beside .name {
    padding-inline-end: 0.7em;
  }
  .letter {
    flex: none;
    display: grid;
    place-items: center;
    min-width: calc(var(--chip, 1.75) * 1em);
    height: 1.5em;
    padding-inline: 0.3em;
    border-radius: 0.35em;
    background: var(--hue);
    color: var(--on-hue);
    forced-color-adjust: none;
    font-size: 0.86em;
    font-weight: 700;
    line-height: 1;
  }
  img {
    flex: none;
    width: 2.4em;
    height: 2.4em;
    border-radius: 0.35em;
    object-fit: cover;
  }
  /* No higher than the lines that its row has. */
  :host([fit]) img {
    width: max(1.5em, min(2.4em, calc(1.2em * var(--lines))));
    height: max(1.5em, min(2.4em, calc(1.2em * var(--lines))));
  }
  .label {
    min-width: 0;
    font-weight: 550;
    overflow-wrap: anywhere;
  }
  :host([fit]) .label {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: var(--lines);
    overflow: hidden;
    text-wrap: pretty;
  }
  .won .label {
    font-weight: 750;
  }
  .badge {
    flex: none;
    padding: 0.15em 0.7em;
    border-radius: var(--radius-full);
    background: var(--ink);
    color: var(--paper);
    font-size: 0.72em;
    font-weight: 650;
    white-space: nowrap;
  }
  .count {
    display: flex;
    align-items: baseline;
    gap: 0.6em;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .count b {
    font-weight: 750;
  }
  /* Isolates the page's own text and figures from labels of another direction: "59 %" must not become "% 59". */
  .count > *,
  .badge {
    unicode-bidi: plaintext;
  }
  ol:dir(rtl) .count > * {
    text-align: right;
  }
  .votes {
    color: var(--ink-soft);
    font-size: 0.86em;
  }
  .track {
    position: relative;
    display: block;
    height: var(--bar);
    border-inline-start: max(2px, 0.12em) solid var(--hue);
  }
  .fill,
  .end {
    position: absolute;
    inset: 0;
    inset-inline-end: calc(var(--figures, 7.5) * 1em);
  }
  .fill {
    overflow: hidden;
  }
  .fill i {
    display: block;
    height: 100%;
    border-start-end-radius: min(0.35em, 30%);
    border-end-end-radius: min(0.35em, 30%);
    background: var(--hue);
    forced-color-adjust: none;
    transform: translateX(calc(var(--sign) * (var(--share) - 1) * 100%));
    transition: transform var(--move), background-color 400ms;
  }
  /* Moved by a transform like the bar, so that figures follow it without a layout shift. */
  .end {
    display: flex;
    align-items: center;
    transform: translateX(calc(var(--sign) * var(--share) * 100%));
    transition: transform var(--move);
  }
  .end .count {
    gap: 0.15em;
    padding-inline-start: 0.5em;
  }
  /* Votes stay where they are when the percentage has a digit more. */
  .end b {
    min-width: 3.05em;
  }
  @media (prefers-reduced-motion: reduce) {
    .track i,
    .end {
      transition: none !important;
    }
  }
  /* Once it is decided, who won keeps its hue. */
  :host([fit]) .lost .fill i {
    background: color-mix(in srgb, var(--hue) 38%, var(--paper));
  }
  :host([fit]) .lost .letter {
    background: color-mix(in srgb, var(--hue) 24%, var(--paper));
    color: var(--ink);
  }
  /* Figures with a place of their own. */
  .aside li {
    grid-template-columns: minmax(0, 1fr) auto;
    align-items: center;
    column-gap: 1em;
  }
  .aside .count {
    justify-content: flex-end;
  }
  .aside .track {
    grid-column: 1 / -1;
  }
  .beside.aside li {
    grid-template-columns: var(--name) minmax(0, 1fr) calc(var(--figures) * 1em);
  }
  .beside.aside .track {
    grid-area: 1 / 2;
  }
  .beside.aside .count {
    grid-area: 1 / 3;
  }
  .rest {
    display: flex !important;
    align-items: center;
    justify-content: space-between;
    gap: 1em;
    border-top: 1px solid var(--line);
    color: var(--ink-soft);
  }
  .rest .count span:first-child {
    color: var(--ink);
    font-weight: 700;
  }
  .foot {
    display: flex;
    justify-content: space-between;
    gap: 1em;
    padding-top: 0.6rem;
    color: var(--ink-soft);
    font-size: var(--text-s);
  }
  :host([fit]) .foot {
    margin-top: auto;
    padding-top: calc(var(--u, 1vh) * 1.2);
    font-size: calc(var(--u, 1vh) * 2);
    line-height: 1.4;
  }
  .pages,
  .pages > span {
    display: flex;
    align-items: center;
    gap: 0.5em;
  }
  .pages {
    gap: 1em;
    margin-inline-start: auto;
  }
  .pages i {
    width: 0.55em;
    height: 0.55em;
    border-radius: 50%;
    background: var(--line);
  }
  .pages .now {
    background: var(--accent);
  }
`;
