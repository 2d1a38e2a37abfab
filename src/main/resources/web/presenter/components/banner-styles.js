import { css } from 'lit';

/** What is wrong with the connection or the room, at the foot of the window, above what a page has there in --foot. */
export const bannerStyles = css`
  .banner {
    position: fixed;
    inset: auto auto calc(var(--s4) + var(--foot, 0px)) var(--s4);
    z-index: 5;
    max-width: calc(100vw - 2rem);
    padding: var(--s2) var(--s5);
    border: 1px solid currentColor;
    border-radius: var(--radius);
    background: var(--waiting-wash);
    color: var(--waiting);
    font-weight: 600;
    text-align: center;
  }
`;
