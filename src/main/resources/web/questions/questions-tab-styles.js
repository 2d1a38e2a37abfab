import { css } from 'lit';

/** The styles of the tab of questions. */
export const questionsTabStyles = css`
  :host {
    display: block;
    min-width: 0;
  }
  article {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--s5);
  }
  h2 {
    font: 600 clamp(1.25rem, 4.5vw, 1.6rem) / 1.25 var(--serif);
    overflow-wrap: anywhere;
    text-wrap: balance;
  }
  h3 {
    font-size: var(--text-m);
    font-weight: 650;
  }
  .closed {
    padding: var(--s3) var(--s4);
    border-radius: var(--radius);
    background: var(--sunken);
    color: var(--ink-soft);
  }
  .text {
    overflow-wrap: anywhere;
    white-space: pre-line;
    line-height: 1.4;
  }
  .steps {
    display: flex;
    flex-wrap: wrap;
    gap: var(--s1) var(--s2);
  }
  .own {
    container-type: inline-size;
  }
  .own ul {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
  }
  .own li {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    align-items: center;
    gap: 0 var(--s3);
    padding: var(--s2) 0;
    border-bottom: 1px solid var(--line);
  }
  .own .text {
    grid-column: 1 / -1;
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow: hidden;
  }
  .own .state {
    color: var(--ink-soft);
    font-weight: 600;
  }
  .own .steps {
    justify-content: end;
    margin-inline-end: calc(var(--button-x) * -1);
  }
  .own button {
    color: var(--ink-soft);
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }
  .own :is(.live, .answered) .state {
    color: var(--accent);
  }
  .own :is(.waiting, .pending) .state {
    color: var(--waiting);
  }
  .own .refused .state {
    color: var(--refused);
  }
  @container (max-width: 15rem) {
    .own li {
      grid-template-columns: minmax(0, 1fr);
    }
  }
  .same {
    display: grid;
    gap: var(--s3);
    padding: var(--s4);
    border-radius: var(--radius);
    background: var(--accent-wash);
    overflow-wrap: anywhere;
  }
  .notice {
    padding: var(--s2) var(--s4);
    border-radius: var(--radius-s);
    background: var(--waiting-wash);
    color: var(--waiting);
    font-size: var(--text-s);
    font-weight: 600;
  }
  .notice.empty {
    position: absolute;
    padding: 0;
  }
  .none {
    display: grid;
    gap: var(--s1);
    padding: var(--s8) 0;
    text-align: center;
  }
  .none h3 {
    font: 600 var(--text-l) / 1.2 var(--serif);
  }
  .all {
    scroll-margin-top: 4rem;
  }
  .bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0 var(--s3);
  }
  .sorts {
    display: flex;
    flex-wrap: wrap;
    /* The words align with the edges of the list. */
    margin-inline: calc(var(--s3) * -1);
  }
  .sorts button {
    padding-inline: var(--s3);
    border: 0;
    background: none;
    color: var(--ink-soft);
    font-size: var(--text-s);
  }
  .sorts [aria-pressed='true'] {
    color: var(--ink);
    font-weight: 650;
    text-decoration: underline 2px var(--accent);
    text-underline-offset: 0.4em;
  }
  /* Over the list, so that nothing moves when something new comes. */
  .changed {
    position: sticky;
    top: 3.4rem;
    z-index: 1;
    display: grid;
    justify-items: center;
    height: 0;
  }
  .more {
    align-self: start;
    padding-inline: var(--s5);
    border: 0;
    border-radius: var(--radius-full);
    background: var(--accent);
    color: var(--on-accent);
    font-weight: 650;
    box-shadow: 0 4px 16px rgb(0 0 0 / 0.25);
  }
  .more:hover {
    background: var(--accent-strong);
  }
  ol {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--s3);
    padding-top: var(--s2);
  }
  ol li {
    display: flex;
    gap: var(--s3);
    align-items: stretch;
    padding: var(--s3) var(--s3) var(--s3) var(--s4);
    padding-inline: var(--s4) var(--s3);
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--card);
    box-shadow: var(--shadow);
  }
  .words {
    flex: 1;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    align-content: center;
    gap: var(--s1);
    min-width: 0;
  }
  .marks {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--s3);
  }
  .by {
    overflow-wrap: anywhere;
  }
  .mark {
    color: var(--accent);
    font-weight: 650;
  }
  .pinned.live {
    border-color: var(--accent);
    box-shadow: inset 0 0 0 1px var(--accent);
  }
  ol .answered {
    background: transparent;
    box-shadow: none;
  }
  .reply {
    margin-top: var(--s1);
    padding-inline-start: var(--s3);
    border-inline-start: 3px solid var(--accent);
    font-size: 0.9375rem;
    overflow-wrap: anywhere;
    white-space: pre-line;
  }
  .votes {
    flex: none;
    display: flex;
    flex-direction: column;
    gap: var(--s1);
    justify-content: center;
  }
  .vote {
    flex-direction: column;
    gap: 0;
    min-width: 3.5rem;
    padding: var(--s1);
    line-height: 1.15;
  }
  .up {
    min-height: 3.5rem;
  }
  .vote [aria-hidden]:first-child {
    font-size: 0.9rem;
  }
  .score {
    font-variant-numeric: tabular-nums;
    font-weight: 650;
  }
  .vote[aria-pressed='true'] {
    border-color: var(--accent);
    background: var(--accent);
    color: var(--on-accent);
  }
  .down[aria-pressed='true'] {
    border-color: var(--stop);
    background: var(--stop);
    color: var(--on-stop);
  }
  .vote[aria-disabled='true']:not([aria-pressed='true']) {
    border-color: transparent;
    background: none;
  }
  :host([settling]) .all {
    pointer-events: none;
  }
  :host([stale]) ol {
    filter: grayscale(1);
    opacity: 0.75;
  }
`;
