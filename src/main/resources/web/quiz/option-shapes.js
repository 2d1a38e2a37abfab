/**
 * The shapes of the options of a quiz, by which they are told apart besides by colour and letter: `--shape-N` for the option N, and
 * `--drop-N`, how far its letter is moved down to be in the middle. For the whole page, because components of several parts of it have them.
 */
import { css } from 'lit';

const shapes = css`
  :root {
    --shape-0: polygon(50% 0, 100% 96%, 0 96%);
    --drop-0: 0.55em;
    --shape-1: polygon(50% 0, 100% 50%, 50% 100%, 0 50%);
    --shape-2: circle(50%);
    --shape-3: inset(4% round 0.15em);
    --shape-4: polygon(50% 0, 100% 38%, 81% 100%, 19% 100%, 0 38%);
    --shape-5: polygon(25% 5%, 75% 5%, 100% 50%, 75% 95%, 25% 95%, 0 50%);
    --shape-6: polygon(0 0, 100% 0, 100% 60%, 50% 100%, 0 60%);
    --shape-7: polygon(0 8%, 62% 8%, 100% 50%, 62% 92%, 0 92%);
  }
`;

document.adoptedStyleSheets = [...document.adoptedStyleSheets, shapes.styleSheet];
