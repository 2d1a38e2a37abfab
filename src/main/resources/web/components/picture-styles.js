/** The picture of a question: as large as --tall allows, with its shape before it is loaded. */
import { css } from 'lit';

export const pictureStyles = css`
  .shown {
    display: block;
    width: min(100%, calc(var(--tall, min(14rem, 26vh)) * var(--w) / var(--h)));
    aspect-ratio: var(--w) / var(--h);
    border-radius: var(--radius-s);
    object-fit: contain;
  }
`;
