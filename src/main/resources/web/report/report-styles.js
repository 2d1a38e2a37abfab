/** The styles of a part of the report: a poll, or the leaderboard. */
import { css } from 'lit';

export const reportStyles = css`
  :host {
    display: block;
    padding: var(--s6) 0 var(--s4);
    border-top: 1px solid var(--line);
  }
  h2 {
    font: 600 var(--text-xl) / 1.25 var(--serif);
    overflow-wrap: anywhere;
  }
  .number {
    color: var(--ink-soft);
    font: 600 0.7em / 1 var(--sans);
    margin-inline-end: 0.3em;
  }
  .meta {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1.2em;
    margin-top: var(--s1);
    color: var(--ink-soft);
    font-size: var(--text-s);
  }
  code {
    font-family: var(--mono);
    font-size: 0.9em;
    overflow-wrap: anywhere;
  }
  .outcome {
    margin-top: var(--s3);
    font-weight: 600;
  }
  .note,
  .out-note {
    margin-top: var(--s2);
    color: var(--ink-soft);
    font-size: var(--text-s);
  }
  .out-note:empty {
    display: none;
  }
  .figure {
    margin-top: var(--s5);
  }
  .figure svg {
    display: block;
    width: 100%;
    height: auto;
  }
  .figure + .figure {
    margin-top: 0;
  }
  .narrow {
    display: none;
  }
  img.shown {
    max-height: 18rem;
    margin-top: var(--s4);
  }
  .texts {
    display: grid;
    gap: var(--s2);
    margin-top: var(--s4);
  }
  .texts li {
    padding: var(--s3) var(--s4);
    border-radius: var(--radius-s);
    background: var(--sunken);
    overflow-wrap: anywhere;
  }
  .texts small {
    flex: none;
    white-space: nowrap;
    color: var(--ink-soft);
  }
  .questions {
    margin-top: var(--s4);
  }
  .questions li {
    display: grid;
    grid-template-columns: 4rem minmax(0, 1fr);
    padding: var(--s3) 0;
    border-top: 1px solid var(--line);
    overflow-wrap: anywhere;
  }
  .questions li:first-child {
    border: 0;
  }
  .score {
    color: var(--accent);
    white-space: nowrap;
  }
  .asked {
    font-weight: 600;
  }
  .reply {
    margin-top: var(--s2);
    padding-inline-start: var(--s3);
    border-inline-start: 3px solid var(--edge);
    white-space: pre-line;
  }
  .tools {
    display: flex;
    flex-wrap: wrap;
    gap: var(--s1);
    margin: var(--s3) calc(-1 * var(--button-x)) 0;
  }
  .tools button {
    font-size: var(--text-s);
  }
  :host([left-out]) .body {
    display: none;
  }
  :host([left-out]) h2 {
    color: var(--ink-soft);
  }
  .columns {
    columns: 16rem 2;
    margin-top: var(--s4);
    column-gap: var(--s8);
  }
  .columns .table {
    margin-top: 0;
  }
  @media screen and (max-width: 40rem) {
    .wide {
      display: none;
    }
    .narrow {
      display: block;
    }
  }
  @media print {
    :host {
      padding: 6mm 0 5mm;
    }
    :host([left-out]),
    .tools,
    .field-error,
    .out-note {
      display: none;
    }
    h2 {
      font-size: 15pt;
    }
    .head,
    .outcome,
    .note {
      break-inside: avoid;
      break-after: avoid;
    }
    .figure,
    img.shown,
    .questions li {
      break-inside: avoid;
    }
    .questions,
    .texts {
      font-size: 10pt;
    }
    .texts {
      display: block;
    }
    .texts li {
      display: flex;
      justify-content: space-between;
      align-items: baseline;
      gap: 4mm;
      margin-bottom: 1.5mm;
      padding: 1.5mm 3mm;
      border: 1px solid var(--line);
      background: none;
      break-inside: avoid;
    }
    .figure svg {
      max-height: 225mm;
    }
    img.shown {
      max-height: 70mm;
    }
  }
`;
