/**
 * The big screen in the window of the presenter's page, over all of it and, where the browser lets it, in full screen. The page below is
 * kept as it is; its keys go on working. A line at the foot says for a moment what the presenter alone should know, such as that the next
 * poll is a draft: its question is not for the hall yet.
 *
 * Fires `vh-leave` once the presenter wants the page back: by Escape, or by leaving full screen.
 * Hooks: data-testid="one-window", "aside".
 */
import { LitElement, css, html } from 'lit';
import { shared } from '../components/shared-styles.js';
import '../pages/screen.js';

const SAID_MS = 5_000;

class VhOneWindow extends LitElement {
  static properties = { words: { state: true } };

  static styles = [
    shared,
    css`
      :host {
        position: fixed;
        inset: 0;
        z-index: 10;
        overflow: auto;
        background: var(--paper);
      }
      p {
        position: fixed;
        inset: auto 0 1.2rem;
        width: fit-content;
        max-width: 90vw;
        margin: 0 auto;
        padding: 0.4em 1em;
        border-radius: var(--radius-full);
        background: var(--ink);
        color: var(--paper);
        font-size: max(14px, 1rem);
      }
      p:empty {
        display: none;
      }
    `,
  ];

  #timer;

  constructor() {
    super();
    this.words = '';
  }

  connectedCallback() {
    super.connectedCallback();
    document.addEventListener('fullscreenchange', this.#changed);
    window.addEventListener('keydown', this.#key, true);
    // Not every phone can; the window is filled all the same.
    document.documentElement.requestFullscreen?.({ navigationUI: 'hide' }).catch(() => {});
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('fullscreenchange', this.#changed);
    window.removeEventListener('keydown', this.#key, true);
    clearTimeout(this.#timer);
    if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
  }

  render() {
    return html`<slot></slot><p role="status" data-testid="aside">${this.words}</p>`;
  }

  /** Says something at the foot for a moment. */
  say(words) {
    this.words = words;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => (this.words = ''), SAID_MS);
  }

  #changed = () => {
    if (!document.fullscreenElement) this.leave();
  };

  #key = (event) => {
    if (event.key === 'Escape') this.leave();
  };

  /** Gives the page back. */
  leave() {
    this.dispatchEvent(new CustomEvent('vh-leave'));
  }
}

customElements.define('vh-one-window', VhOneWindow);

/**
 * Shows the big screen of the room over the page.
 *
 * @param {HTMLElement} page what is below
 * @param {() => void} onLeave called once when the page is back
 */
export function openOneWindow(page, onLeave) {
  const over = document.createElement('vh-one-window');
  over.dataset.testid = 'one-window';
  // In the light of the document, as on its own page: the sizes of tokens.css hold there.
  over.append(document.createElement('vh-screen'));
  const display = page.style.display;
  over.addEventListener(
    'vh-leave',
    () => {
      over.remove();
      page.style.display = display;
      onLeave();
    },
    { once: true },
  );
  page.style.display = 'none';
  document.body.append(over);
  return over;
}
