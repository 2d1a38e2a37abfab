/**
 * The controls of the big screen, visible only while the pointer moves or the focus is within. They also appear for a moment after each
 * change, for those who use keys. Fires `vh-view` {command}: see screen/view-controller.js.
 * Hooks: data-testid="screen-controls" with data-sort and data-sound, "view-back", "view-on", "view-sort", "view-sound".
 */
import { LitElement, css, html, nothing } from 'lit';
import { t } from '../i18n/index.js';
import { shared } from '../components/shared-styles.js';

const VISIBLE_MS = 2_500;

class VhScreenControls extends LitElement {
  static properties = { sort: {}, sound: { type: Boolean }, seen: { type: Boolean, reflect: true } };

  static styles = [
    shared,
    css`
      :host {
        position: fixed;
        inset: auto 0 1.2rem;
        z-index: 2;
        display: flex;
        justify-content: center;
        --target: 44px;
        font-size: max(16px, 1rem);
        pointer-events: none;
        opacity: 0;
        transition: opacity var(--move);
      }
      :host([seen]),
      :host(:focus-within) {
        opacity: 1;
      }
      div {
        display: flex;
        gap: var(--s2);
        padding: var(--s2);
        border: 1px solid var(--line);
        border-radius: var(--radius-full);
        background: var(--card);
        box-shadow: var(--shadow);
      }
      :host([seen]) div {
        pointer-events: auto;
      }
      button {
        border-radius: var(--radius-full);
      }
      kbd {
        padding: 0 0.4em;
        border: 1px solid var(--edge);
        border-radius: 0.3em;
        font: 600 0.8em/1.5 var(--mono);
      }
    `,
  ];

  #timer;

  connectedCallback() {
    super.connectedCallback();
    addEventListener('pointermove', this.#show);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('pointermove', this.#show);
    clearTimeout(this.#timer);
  }

  render() {
    return html`<div role="group" aria-label=${t('view.controls')} data-testid="screen-controls" data-sort=${this.sort} data-sound=${this.sound}>
      ${this.#button('back', html`<kbd>←</kbd>`, t('view.back'))} ${this.#button('on', html`<kbd>→</kbd>`, t('view.on'))}
      ${this.#button('sort', html`<kbd>S</kbd> ${t(`view.sort.${this.sort}`)}`)}
      ${this.#button('sound', html`<kbd>M</kbd> ${t(this.sound ? 'view.sound.on' : 'view.sound.off')}`)}
    </div>`;
  }

  updated(changed) {
    // Not after the first render, in which all values are new.
    if (['sort', 'sound'].some((name) => changed.get(name) !== undefined)) this.#show();
  }

  #button(command, content, label) {
    return html`<button class="quiet" data-testid="view-${command}" aria-label=${label ?? nothing} title=${label ?? nothing} @click=${() => this.#fire(command)}>${content}</button>`;
  }

  #fire(command) {
    this.dispatchEvent(new CustomEvent('vh-view', { detail: { command } }));
  }

  #show = () => {
    this.seen = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => (this.seen = false), VISIBLE_MS);
  };
}

customElements.define('vh-screen-controls', VhScreenControls);
