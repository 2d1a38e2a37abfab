import { css } from 'lit';

/** The styles of rows that can be reordered: a handle, the option, and its buttons. */
export const rankedStyles = css`
  ol.options {
    gap: var(--s2);
  }
  .row {
    position: relative;
    display: flex;
    align-items: center;
    gap: var(--s2);
    min-height: 3.5rem;
    padding: var(--s1);
    border: 1px solid var(--edge);
    border-radius: var(--radius);
    background: var(--card);
    transition: transform var(--move);
  }
  .row.ranked {
    border-color: var(--accent);
    box-shadow: inset 0 0 0 1px var(--accent);
  }
  .row.rest {
    border-style: dashed;
    background: transparent;
    cursor: pointer;
  }
  .row.dragged {
    z-index: 2;
    background: var(--accent-wash);
    box-shadow: var(--shadow), inset 0 0 0 2px var(--accent);
    transition: none;
    cursor: grabbing;
  }
  .row.line {
    min-height: 0;
    padding: var(--s3) 0 0;
    border: 0;
    background: none;
  }
  /* As high as a row, so that the first choice moves little. */
  .empty {
    display: grid;
    align-items: center;
    min-height: 2rem;
    font-size: 0.875rem;
  }
  .handle {
    flex: none;
    display: flex;
    gap: var(--s2);
    align-items: center;
    justify-content: center;
    min-width: 3.25rem;
    align-self: stretch;
    padding: 0 var(--s1);
    border: 0;
    border-radius: calc(var(--radius) - var(--s1));
    background: transparent;
    font-size: var(--text-l);
    font-variant-numeric: tabular-nums;
    cursor: grab;
    touch-action: none;
    user-select: none;
    -webkit-user-select: none;
  }
  .grip {
    width: 0.6rem;
    height: 1.1rem;
    background: radial-gradient(circle, var(--edge) 0.13rem, transparent 0.15rem) 0 0 / 0.37rem 0.37rem;
    forced-color-adjust: none;
  }
  img {
    flex: none;
    width: 2.5rem;
    height: 2.5rem;
    border-radius: var(--radius-s);
    object-fit: cover;
  }
  .tools {
    flex: none;
    display: flex;
    gap: var(--s1);
    margin-inline-start: auto;
  }
  .tool {
    padding: 0;
    font-size: var(--text-l);
  }
  .tool[aria-disabled='true'] {
    background: transparent;
    opacity: 0.4;
  }
  .next {
    font-size: var(--text-m);
    font-variant-numeric: tabular-nums;
  }
  .row {
    --picture: 2.5rem;
    --picture-gap: var(--s2);
  }
  .row .letter:not(:has(+ img)) {
    min-width: 1.75rem;
    height: 1.75rem;
    font-size: 0.875rem;
  }
  .row img + .label {
    margin-inline-start: var(--s1);
  }
  @container (max-width: 28rem) {
    .row {
      --picture-gap: var(--s1);
      gap: var(--s1);
    }
    .handle {
      gap: var(--s1);
      min-width: 2.75rem;
      padding: 0;
    }
    /* Three buttons would leave no space for the label. */
    .ranked:has(.tie) {
      flex-wrap: wrap;
    }
    .ranked:has(.tie) .label {
      flex-basis: 50%;
    }
    .ranked:has(.tie) .handle {
      align-self: auto;
      min-height: var(--target);
    }
    .ranked:has(.tie) .tools {
      padding-inline-start: 3.75rem;
      margin-inline-start: 0;
      gap: var(--s2);
    }
    .ranked:has(.tie) .tool {
      min-width: 3.5rem;
    }
  }
  /* Enlarged text. */
  @container (max-width: 12rem) {
    .row {
      flex-wrap: wrap;
    }
    .row .label {
      flex-basis: 40%;
    }
  }
`;
