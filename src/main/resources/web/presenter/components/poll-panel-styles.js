import { css } from 'lit';

/** The styles of the selected poll on the presenter's page: the main button stands out. */
export const pollPanelStyles = css`
  h2.long {
    font-size: var(--text-l);
    line-height: 1.35;
  }
  .lead {
    position: var(--lead-position, sticky);
    /* The same as the padding of the scrolling area, above which nothing may be visible. */
    top: calc(var(--s4) * -1);
    z-index: 2;
    padding: var(--s2) 0;
    background: var(--paper);
  }
  .next {
    width: 100%;
    min-height: 4.5rem;
    border-radius: var(--radius);
    font-size: min(var(--text-xl), 8vw);
    overflow-wrap: anywhere;
  }
  .next[data-kind='close'] {
    border-color: var(--stop);
    background: var(--stop);
    color: var(--on-stop);
  }
  .next[data-kind='close']:hover {
    border-color: var(--stop-strong);
    background: var(--stop-strong);
  }
  .next[data-kind='next'],
  .next[data-kind='make'] {
    border-color: var(--ink);
    background: var(--ink);
    color: var(--paper);
  }
  .next[aria-disabled='true']:not(.settling) {
    border-color: var(--line);
    background: var(--sunken);
    color: var(--ink-soft);
    cursor: progress;
  }
  .rounds {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--s1) var(--s3);
    max-width: 46rem;
  }
  .thumbs {
    display: none;
  }
  .now {
    display: flex;
    align-items: center;
    gap: var(--s2);
    min-height: 1.75rem;
    padding-bottom: var(--s1);
    font-size: var(--text-s);
    font-variant-numeric: tabular-nums;
  }
  .now.order {
    display: block;
    padding-bottom: var(--s2);
  }
  .now svg {
    flex: none;
    width: 1.1rem;
    height: 1.1rem;
    color: var(--ink-soft);
  }
  .now b {
    flex: 1;
    min-width: 0;
    overflow: hidden;
    font-weight: 600;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .now .figure {
    flex: none;
    font-weight: 650;
    white-space: nowrap;
  }
  .now.offline {
    justify-content: center;
    color: var(--waiting);
    font-weight: 600;
  }
  .running {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--s2);
    min-height: var(--target);
  }
  .running vh-countdown {
    min-width: 9rem;
    font-size: var(--text-l);
    font-weight: 650;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: var(--s1);
    margin-inline: calc(var(--s3) * -1);
  }
  .row > button {
    padding-inline: var(--s3);
  }
  .entry {
    justify-content: flex-start;
    color: var(--ink-soft);
  }
  .entry:hover {
    color: var(--ink);
  }
  .entry.danger {
    color: var(--refused);
  }
  vh-menu {
    color: var(--ink-soft);
  }
  .result {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--s3);
    padding: var(--s5);
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--card);
  }
  .authors summary {
    align-content: center;
    min-height: var(--target);
    color: var(--ink-soft);
    font-size: var(--text-s);
    cursor: pointer;
  }
  :host([stale]) .result {
    filter: grayscale(1);
    opacity: 0.7;
  }
  /* The same query as in pages/present.js. */
  @media (max-width: 45rem), (max-height: 26rem) {
    .lead {
      position: fixed;
      inset: auto 0 0;
      z-index: 4;
      padding: var(--s2) var(--s4) calc(var(--s1) + env(safe-area-inset-bottom));
      border-top: 1px solid var(--line);
    }
    /* The three buttons for more time stand in one line. */
    .running vh-countdown {
      flex-basis: 100%;
    }
    .next {
      min-height: 3.5rem;
      padding-block: var(--s1);
      font-size: min(var(--text-l), 7.5vw);
    }
    .thumbs {
      display: grid;
      grid-auto-columns: minmax(0, 1fr);
      grid-auto-flow: column;
    }
    .thumbs button {
      flex-direction: column;
      gap: 0;
      min-height: 3.25rem;
      padding: var(--s1) 0;
      font-size: min(var(--text-s), 3.4vw);
      overflow-wrap: anywhere;
    }
    .thumbs button[aria-disabled='true'] {
      border-color: transparent;
      background: transparent;
      opacity: 0.4;
    }
    [data-testid='reveal'],
    [data-testid='hide'] {
      display: none;
    }
    h2 {
      font-size: var(--text-xl);
    }
    .result {
      padding: var(--s4);
    }
  }
  /* A phone that lies on its side: what is done next and the thumbs are one line. */
  @media (min-width: 40rem) and (max-height: 26rem) {
    .lead {
      display: grid;
      grid-template-columns: minmax(0, 1fr) minmax(20rem, 45%);
      gap: var(--s3);
      align-items: center;
    }
    .next {
      min-height: 3.25rem;
    }
    .now:not(.offline) {
      display: none;
    }
    .now.offline {
      grid-column: 1 / -1;
    }
  }
  .turnout {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--s1) var(--s3);
    font-variant-numeric: tabular-nums;
  }
  progress {
    width: 9rem;
    height: 0.6rem;
    overflow: hidden;
    border: 0;
    border-radius: var(--radius-full);
    background: var(--line);
    accent-color: var(--accent);
  }
  progress::-webkit-progress-bar {
    background: var(--line);
  }
  progress::-webkit-progress-value {
    background: var(--accent);
  }
  progress::-moz-progress-bar {
    background: var(--accent);
  }
`;
