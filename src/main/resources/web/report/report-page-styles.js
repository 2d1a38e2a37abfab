/** The styles of the report's page: a bar, and a sheet that is light in both themes, as paper is. */
import { css } from 'lit';

export const reportPageStyles = css`
  :host {
    display: block;
    max-width: 60rem;
    min-height: 100vh;
    margin: 0 auto;
    padding: 0 var(--s4) var(--s8);
  }
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--s2) var(--s4);
    padding: var(--s3) 0;
  }
  header a {
    display: inline-flex;
    align-items: center;
    min-height: var(--target);
  }
  .actions {
    display: flex;
    flex: 1 1 auto;
    flex-wrap: wrap;
    justify-content: flex-end;
    gap: var(--s2);
  }
  header .field-error {
    flex-basis: 100%;
  }
  header .field-error:empty {
    display: none;
  }
  .wait {
    padding: 18vh 0;
    text-align: center;
  }
  .sheet {
    --paper: #ffffff;
    --card: #ffffff;
    --sunken: #f1ede4;
    --ink: #1b1a17;
    --ink-soft: #6b665d;
    --line: #e2dccf;
    --edge: #8c867b;
    --accent: #0e5a52;
    --accent-strong: #0a453f;
    --accent-wash: #e3efec;
    --on-accent: #ffffff;
    --refused: #a3261f;
    color-scheme: light;
    padding: clamp(var(--s4), 5vw, var(--s12));
    border-radius: var(--radius);
    background: var(--paper);
    color: var(--ink);
    box-shadow: var(--shadow);
  }
  .title {
    padding-bottom: var(--s6);
  }
  h1 {
    font: 600 var(--text-3xl) / 1.15 var(--serif);
    overflow-wrap: anywhere;
  }
  .about {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1.5em;
    margin-top: var(--s2);
    color: var(--ink-soft);
  }
  code {
    font-family: var(--mono);
    font-size: 0.9em;
    overflow-wrap: anywhere;
  }
  .empty {
    padding: var(--s12) 0;
    text-align: center;
  }
  footer {
    margin-top: var(--s6);
  }
  @media (max-width: 40rem) {
    :host {
      padding: 0 var(--s2) var(--s8);
    }
    header a {
      flex: 1;
    }
    .actions {
      order: 1;
      flex-basis: 100%;
      justify-content: stretch;
    }
    .actions button {
      flex: 1 1 8rem;
    }
    h1 {
      font-size: var(--text-2xl);
    }
  }
  @media print {
    :host {
      max-width: none;
      padding: 0;
    }
    header,
    footer {
      display: none;
    }
    .sheet {
      padding: 0;
      border-radius: 0;
      box-shadow: none;
    }
    .title {
      padding-bottom: 6mm;
    }
    h1 {
      font-size: 22pt;
    }
  }
`;
