import { css } from 'lit';

/** The styles of the questions from the floor on the presenter's page. */
export const questionsPanelStyles = css`
  .about {
    max-width: 46rem;
  }
  .next {
    width: 100%;
    min-height: 4.5rem;
    border-radius: var(--radius);
    font-size: min(var(--text-xl), 8vw);
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--s2) var(--s3);
  }
  .counts {
    margin-inline-start: auto;
    font-variant-numeric: tabular-nums;
  }
  .counts b {
    color: var(--waiting);
  }
  .on {
    border-color: var(--accent);
    background: var(--accent-wash);
    font-weight: 650;
  }
  .stop {
    border-color: var(--stop);
    color: var(--stop);
  }
  .settings {
    display: grid;
    gap: var(--s2);
    padding: var(--s4) var(--s5);
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--card);
  }
  legend {
    float: left;
    width: 100%;
    color: var(--ink-soft);
    font-size: var(--text-s);
    font-weight: 600;
  }
  .check {
    display: flex;
    align-items: center;
    gap: var(--s3);
    min-height: var(--target);
  }
  .check input {
    flex: none;
    width: 1.25rem;
    height: 1.25rem;
    accent-color: var(--accent);
  }
  .fields {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 14rem), 1fr));
    gap: var(--s3);
  }
  .field {
    display: grid;
    align-content: end;
    gap: var(--s1);
    clear: both;
  }
  /* On wide windows the list of polls is beside it. The same query as in pages/present.js. */
  .back {
    display: none;
    justify-self: start;
    margin-inline-start: calc(var(--button-x) * -1);
  }
  .back:dir(rtl) .arrow {
    transform: scaleX(-1);
  }
  :host([stale]) vh-question-board {
    filter: grayscale(1);
    opacity: 0.7;
  }
  @media (max-width: 45rem), (max-height: 26rem) {
    .back {
      display: inline-flex;
    }
    h2 {
      font-size: var(--text-xl);
    }
  }
`;
