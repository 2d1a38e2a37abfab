/** Styles of choice-list.js; the first paint has the same. */
import { css } from 'lit';

export const choiceListStyles = css`
  :host {
    display: block;
    container-type: inline-size;
  }
  .list {
    display: grid;
    gap: var(--s3);
    min-width: 0;
  }
  .card {
    position: relative;
    display: flex;
    align-items: center;
    gap: var(--s3);
    min-height: 4rem;
    padding: var(--s2) var(--s3);
    border: 1px solid var(--edge);
    border-radius: var(--radius);
    background: var(--card);
    box-shadow: var(--shadow);
    overflow: hidden;
    isolation: isolate;
    transition: border-color var(--move), transform var(--move);
  }
  label.card {
    cursor: pointer;
    touch-action: manipulation;
    user-select: none;
    -webkit-user-select: none;
  }
  label.card:hover {
    border-color: var(--accent);
  }
  label.card:active {
    transform: scale(0.985);
  }
  div.card {
    border-color: var(--line);
    box-shadow: none;
  }
  label.card.locked {
    cursor: default;
    border-color: var(--line);
  }
  .card:has(:focus-visible) {
    outline: 3px solid var(--accent);
    outline-offset: 2px;
  }
  .card.chosen,
  label.card.locked.chosen {
    border-color: var(--accent);
    box-shadow: inset 0 0 0 2px var(--accent);
    background: var(--accent-wash);
  }
  .list {
    --start: 0;
  }
  .list[dir='rtl'] {
    --start: 100%;
  }
  .bar {
    position: absolute;
    inset: 0;
    z-index: -1;
  }
  /* A light fill behind the text, and a solid strip below it that has the contrast. */
  .bar::before,
  .bar::after {
    content: '';
    position: absolute;
    inset: 0;
    background: var(--hue);
    forced-color-adjust: none;
    transform: scaleX(var(--share));
    transform-origin: var(--start) 50%;
    transition: transform var(--move);
  }
  .bar::before {
    opacity: 0.16;
  }
  .bar::after {
    inset: auto 0 0;
    height: 5px;
  }
  img {
    flex: none;
    width: 3.5rem;
    height: 3.5rem;
    border-radius: var(--radius-s);
    object-fit: cover;
  }
  .badge {
    display: inline-block;
    padding: 0 0.5em;
    border-radius: var(--radius-full);
    background: var(--ink);
    color: var(--paper);
    font-size: var(--text-s);
    font-weight: 600;
    white-space: nowrap;
  }
  .badge.mine {
    background: var(--accent);
    color: var(--on-accent);
  }
  .count {
    flex: none;
    display: grid;
    /* Space for 9,999,999, so that no label wraps because a number has grown. */
    width: 4.5rem;
    text-align: end;
    font-variant-numeric: tabular-nums;
    line-height: 1.25;
  }
  /* The page's figures: "59 %" is not to become "% 59" in a list that runs the other way. */
  .list:dir(rtl) .count {
    text-align: left;
  }
  .count > * {
    unicode-bidi: plaintext;
  }
  .count b {
    font-size: 1.0625rem;
  }
  .count span {
    color: var(--ink-soft);
    font-size: var(--text-s);
    white-space: nowrap;
  }
  .chosen .count span {
    color: var(--ink);
  }
  .mark {
    flex: none;
    display: grid;
    place-items: center;
    width: 1.5rem;
    height: 1.5rem;
    border: 2px solid var(--edge);
    border-radius: 50%;
    font-size: 0.9rem;
    font-weight: 800;
    line-height: 1;
  }
  [role='group'] .mark {
    border-radius: 0.35rem;
  }
  .chosen .mark {
    border-color: var(--accent);
    background: var(--accent);
    color: var(--on-accent);
  }
  .locked:not(.chosen) .mark {
    visibility: hidden;
  }
  div.card .mark {
    display: none;
  }
  .won .label {
    font-weight: 700;
  }
  @container (max-width: 18rem) {
    .card {
      flex-wrap: wrap;
    }
    .label {
      min-width: 50%;
    }
    .count {
      order: 1;
      display: flex;
      flex-wrap: wrap;
      justify-content: space-between;
      width: 100%;
      min-height: 1.375rem;
    }
  }
`;
