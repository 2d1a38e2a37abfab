import { css } from 'lit';

/** The styles of both rounds of a question: names and figures are text over an SVG of bars and bands. */
export const shiftStyles = css`
  :host {
    display: grid;
    gap: var(--s2);
    --size: 1rem;
  }
  :host([fit]) {
    height: 100%;
    grid-template-rows: auto minmax(0, 1fr) auto;
    gap: 0;
    overflow: clip;
  }
  .heads {
    position: relative;
    height: calc(var(--size) * 1.9);
    font-size: calc(var(--size) * 0.92);
  }
  .heads b {
    position: absolute;
    top: 0;
    inset-inline-start: calc(var(--x) * 1px);
    width: calc(var(--room) * 1px);
    white-space: nowrap;
    text-align: end;
  }
  .heads b + b {
    text-align: start;
  }
  .box {
    position: relative;
    min-height: 0;
    height: calc(var(--high, 0) * 1px);
    font-size: var(--size);
    line-height: 1.2;
  }
  :host([fit]) .box {
    height: 100%;
  }
  svg {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    overflow: visible;
  }
  :host(:dir(rtl)) svg {
    transform: scaleX(-1);
  }
  .bar {
    fill: var(--hue);
  }
  .bar.first {
    fill-opacity: 0.5;
  }
  .bar.lost {
    fill-opacity: 0.55;
  }
  .bar.first.lost {
    fill-opacity: 0.35;
  }
  .band {
    fill: var(--hue);
    fill-opacity: 0.16;
    animation: appear 900ms ease-out both;
  }
  .band.moved {
    fill-opacity: 0.5;
    animation-delay: 300ms;
  }
  @keyframes appear {
    from {
      opacity: 0;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .band {
      animation: none;
    }
  }
  .axis {
    fill: var(--edge);
  }
  .name,
  .figures {
    position: absolute;
    top: calc(var(--y) * 1px);
    display: flex;
    align-items: center;
    height: calc(var(--row) * 1px);
  }
  .name {
    inset-inline-start: 0;
    gap: 0.7em;
    width: calc(var(--room) * 1px);
  }
  .letter {
    flex: none;
    display: grid;
    place-items: center;
    min-width: 1.75em;
    height: min(1.75em, calc(var(--row) * 0.9px));
    padding-inline: 0.2em;
    border-radius: 0.35em;
    background: var(--hue);
    color: var(--on-hue);
    font-weight: 700;
    line-height: 1;
  }
  .text {
    display: flex;
    flex-direction: column;
    min-width: 0;
  }
  .single .text {
    flex-direction: row;
    align-items: baseline;
    gap: 0.6em;
  }
  .label {
    display: -webkit-box;
    text-wrap: balance;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: var(--lines);
    overflow: hidden;
    min-width: 0;
  }
  .won .label {
    -webkit-line-clamp: var(--won-lines);
    font-weight: 700;
  }
  .badge {
    color: var(--accent);
    font-size: 0.85em;
    font-weight: 700;
    white-space: nowrap;
  }
  .figures {
    gap: 0.45em;
    width: calc(var(--room) * 1px);
    inset-inline-start: calc(var(--x) * 1px);
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .figures.first {
    justify-content: flex-end;
    color: var(--ink-soft);
  }
  .figures b {
    font-weight: 700;
  }
  .figures span {
    color: var(--ink-soft);
    font-size: 0.85em;
  }
  .said {
    color: var(--ink-soft);
  }
  :host([fit]) .said {
    padding-top: calc(var(--u, 1vh) * 1.2);
    font-size: calc(var(--u, 1vh) * 2.2);
    line-height: 1.35;
  }
  :host(:not([fit])) .said {
    font-size: var(--text-s);
  }
  .legend {
    display: grid;
    gap: var(--s2);
  }
  .legend li {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    align-items: baseline;
    gap: 0.7em;
  }
  .legend .letter {
    height: 1.75em;
  }
  .legend .label {
    display: block;
  }
  .legend .change {
    color: var(--ink-soft);
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
`;
