import { css } from 'lit';

/** The styles of the Sankey diagram: bands and blocks are SVG, with the text over them. */
export const flowStyles = css`
  :host {
    display: grid;
    grid-template: auto minmax(0, 1fr) / minmax(0, 1fr);
    gap: var(--s2);
    --size: 0.875rem;
    --target: 2.75rem;
  }
  :host([fit]) {
    height: 100%;
  }
  .steps {
    display: flex;
    align-items: center;
    gap: var(--s2) var(--s3);
    min-height: var(--target);
    font-size: max(1rem, var(--size));
  }
  .steps b {
    flex: none;
    font-variant-numeric: tabular-nums;
  }
  .steps p {
    flex: 1;
    min-width: 0;
    overflow-wrap: anywhere;
  }
  :host(:not([fit])) .steps {
    flex-wrap: wrap;
  }
  .steps p {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow: hidden;
    line-height: 1.25;
  }
  :host(:not([fit])) .steps p {
    flex-basis: 100%;
    min-height: 3em;
    -webkit-line-clamp: 4;
    font-size: var(--size);
    line-height: 1.4;
  }
  :host([fit]) .steps {
    height: var(--steps);
    font-size: calc(var(--steps) / 2.55);
  }
  /* No gap before the text while the buttons are hidden. */
  :host([fit]) button {
    order: 1;
  }
  button span {
    display: inline-block;
  }
  :host(:dir(rtl)) button span,
  :host(:dir(rtl)) svg {
    transform: scaleX(-1);
  }
  /* On the big screen the controls are hidden until the pointer moves or they get the focus. */
  @media (hover: hover) {
    :host([fit]:not(:hover, :focus-within)) button {
      opacity: 0;
    }
  }
  .box {
    position: relative;
    height: 100%;
    min-height: 0;
    font-size: var(--letters);
    line-height: 1.25;
  }
  :host(:not([fit])) .box {
    overflow: clip;
    height: calc(var(--rows) * 2.9rem + 3rem);
  }
  svg {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    overflow: visible;
  }
  .band {
    fill: var(--hue);
    opacity: 0.32;
    forced-color-adjust: none;
  }
  .moved {
    opacity: 0.62;
  }
  .block {
    fill: var(--hue);
    forced-color-adjust: none;
  }
  .head,
  .tag {
    position: absolute;
    inset-inline-start: calc(var(--x) * 1px);
    white-space: nowrap;
  }
  .head {
    top: 0;
    color: var(--ink-soft);
    transform: none;
  }
  .tag {
    top: calc(var(--y) * 1px);
    display: flex;
    align-items: center;
    gap: 0.4em;
    height: calc(var(--row) * 1px);
    max-width: calc(var(--room) * 1px);
    padding-inline: 0.35em;
    font-variant-numeric: tabular-nums;
  }
  .tag b,
  .tag span {
    padding-inline: 0.25em;
    border-radius: 0.25em;
    background: color-mix(in srgb, var(--card) 82%, transparent);
  }
  .tag .name {
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    font-weight: 600;
    background: none;
    /* All names begin at the same edge, whatever their direction. */
    text-align: -webkit-match-parent;
    text-align: match-parent;
  }
  .lines .name {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: var(--lines);
    white-space: normal;
    overflow-wrap: anywhere;
  }
  .tag .mark {
    flex: none;
    background: var(--ink);
    color: var(--paper);
    font-weight: 650;
  }
  .none {
    color: var(--ink-soft);
  }
`;
