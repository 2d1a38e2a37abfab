import { css } from 'lit';

export const sealedStyles = css`
  .line {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 var(--s2);
    min-height: var(--target);
    color: var(--ink-soft);
  }
  .line.included {
    color: var(--ink);
  }
  .line span {
    flex: 1 1 12rem;
    overflow-wrap: anywhere;
  }
  i {
    flex: none;
    display: grid;
    place-items: center;
    width: 1.4rem;
    height: 1.4rem;
    border-radius: 50%;
    background: var(--accent);
    color: var(--on-accent);
    font-size: 0.85rem;
    font-style: normal;
    font-weight: 700;
  }
  .failed {
    display: grid;
    gap: var(--s3);
    padding: var(--s4);
    border: 2px solid var(--refused);
    border-radius: var(--radius);
    background: var(--refused-wash);
    overflow-wrap: anywhere;
  }
  .failed h3 {
    color: var(--refused);
  }
  code {
    display: inline-block;
    font-family: var(--mono);
    overflow-wrap: anywhere;
    direction: ltr;
    unicode-bidi: isolate;
  }
  dialog {
    width: min(32rem, 100%);
    max-width: 100%;
    max-height: 100%;
    margin: auto auto 0;
    padding: 0;
    border: 0;
    border-radius: var(--radius) var(--radius) 0 0;
    background: var(--card);
    color: var(--ink);
  }
  @media (min-width: 40rem) {
    dialog {
      margin: auto;
      border-radius: var(--radius);
    }
  }
  dialog::backdrop {
    background: rgb(0 0 0 / 50%);
  }
  .sheet {
    display: grid;
    gap: var(--s3);
    padding: var(--s5) var(--s4);
    overflow-wrap: anywhere;
    line-height: 1.45;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--s2);
    margin-top: var(--s2);
  }
  .actions > * {
    flex: 1 1 auto;
  }
`;
