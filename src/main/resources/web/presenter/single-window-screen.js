/**
 * The big screen in the window of the presenter's page: it covers the page, in full screen if the browser allows it. The page below stays
 * as it is, and its keys keep working. A line at the foot shows for a moment what only the presenter should know, such as that the next
 * poll is a draft, whose question is not for the audience yet.
 *
 * Fires `vh-leave` when the presenter wants the page back: by Escape, or by leaving full screen.
 * Hooks: data-testid="one-window", "aside".
 */
import { LitElement, css, html } from 'lit';
import { shared } from '../components/shared-styles.js';
import '../pages/screen.js';

const MESSAGE_MS = 5_000;

class VhSingleWindowScreen extends LitElement {
  static properties = { message: { state: true } };

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
    this.message = '';
  }

  connectedCallback() {
    super.connectedCallback();
    document.addEventListener('fullscreenchange', this.#onFullscreenChange);
    window.addEventListener('keydown', this.#onKeyDown, true);
    // Some phones do not support full screen; then the element fills the window.
    document.documentElement.requestFullscreen?.({ navigationUI: 'hide' }).catch(() => {});
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('fullscreenchange', this.#onFullscreenChange);
    window.removeEventListener('keydown', this.#onKeyDown, true);
    clearTimeout(this.#timer);
    if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
  }

  render() {
    return html`<slot></slot><p role="status" data-testid="aside">${this.message}</p>`;
  }

  /** Shows a message at the foot for a moment. */
  showMessage(message) {
    this.message = message;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => (this.message = ''), MESSAGE_MS);
  }

  #onFullscreenChange = () => {
    if (!document.fullscreenElement) this.leave();
  };

  #onKeyDown = (event) => {
    if (event.key === 'Escape') this.leave();
  };

  /** Returns to the page. */
  leave() {
    this.dispatchEvent(new CustomEvent('vh-leave'));
  }
}

customElements.define('vh-single-window-screen', VhSingleWindowScreen);

/**
 * Shows the big screen of the room over the page.
 *
 * @param {HTMLElement} page the page to cover
 * @param {() => void} onLeave called once when the page is back
 */
export function openSingleWindowScreen(page, onLeave) {
  const over = document.createElement('vh-single-window-screen');
  over.dataset.testid = 'one-window';
  // In the light DOM, as on its own page, because the sizes of tokens.css apply there.
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
