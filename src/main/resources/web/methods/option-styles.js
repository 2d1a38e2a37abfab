/** Styles of an option's letter and label, as cards and ballots show them. */
import { css } from 'lit';

export const optionStyles = css`
  .letter {
    flex: none;
    display: grid;
    place-items: center;
    min-width: 2.25rem;
    height: 2.25rem;
    padding: 0 0.3rem;
    border-radius: var(--radius-s);
    background: var(--hue);
    color: var(--on-hue);
    forced-color-adjust: none;
    font-weight: 700;
  }
  /* On the corner of the picture, so that the label has its space on a phone. */
  .letter:has(+ img) {
    z-index: 1;
    min-width: 1.5rem;
    height: 1.5rem;
    /* Centred as the picture is, and as high with its margin. */
    align-self: center;
    margin-block-end: calc(var(--picture, 3.5rem) - 1.5rem);
    margin-inline-end: calc(-1.5rem - var(--picture-gap, var(--s3)));
    font-size: 0.8rem;
  }
  .label {
    flex: 1;
    min-width: 0;
    font-size: 1.0625rem;
    font-weight: 500;
    line-height: 1.35;
    overflow-wrap: anywhere;
    hyphens: auto;
  }
`;
