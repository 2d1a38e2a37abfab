/**
 * A menu for less frequent commands. The slotted buttons are its items; a click on one closes the menu, as do Escape and a press outside.
 */
import { LitElement, css, html, nothing } from 'lit';
import { iconStyles } from './icons.js';
import { shared } from '../../components/shared-styles.js';

const EDGE_PX = 8;

/** By how much an element must move sideways to be within the window. */
function outside(element) {
  const { left, right } = element.getBoundingClientRect();
  return left < EDGE_PX ? EDGE_PX - left : Math.min(0, document.documentElement.clientWidth - EDGE_PX - right);
}

class VhMenu extends LitElement {
  static properties = {
    text: {},
    icon: { attribute: false },
    /** The accessible name, if there is only an icon */
    label: {},
  };

  static shadowRootOptions = { ...LitElement.shadowRootOptions, delegatesFocus: true };

  static styles = [
    shared,
    iconStyles,
    css`
      :host {
        display: block;
      }
      details {
        position: relative;
      }
      summary.button {
        list-style: none;
        padding-inline: min(var(--s3), 3vw);
        color: inherit;
        font-weight: 550;
        white-space: nowrap;
      }
      summary::-webkit-details-marker {
        display: none;
      }
      summary.button:hover,
      [open] summary.button {
        color: var(--ink);
      }
      [open] summary {
        background: var(--sunken);
      }
      div {
        position: absolute;
        inset-inline-end: 0;
        top: calc(100% + var(--s1));
        z-index: 3;
        display: grid;
        width: max-content;
        min-width: 100%;
        max-width: calc(100vw - 2 * var(--s2));
        padding: var(--s1);
        border: 1px solid var(--line);
        border-radius: var(--radius-s);
        background: var(--card);
        box-shadow: var(--shadow);
        white-space: nowrap;
      }
      /* Where it would leave the window; if both sides would, it is moved into it. */
      .flipped {
        inset-inline: 0 auto;
      }
    `,
  ];

  connectedCallback() {
    super.connectedCallback();
    document.addEventListener('pointerdown', this.#onPointerDown);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('pointerdown', this.#onPointerDown);
  }

  render() {
    return html`<details @keydown=${this.#onKeyDown} @toggle=${this.#place}>
      <summary class="button quiet" aria-label=${this.label ?? nothing}>${this.icon}${this.text}</summary>
      <div @click=${this.#close}><slot></slot></div>
    </details>`;
  }

  get #details() {
    return this.renderRoot.querySelector('details');
  }

  #place = () => {
    const menu = this.renderRoot.querySelector('div');
    menu.classList.remove('flipped');
    menu.style.translate = '';
    menu.classList.toggle('flipped', outside(menu) !== 0);
    menu.style.translate = `${outside(menu)}px`;
  };

  #close = () => {
    this.#details.open = false;
  };

  #onPointerDown = (event) => {
    if (!event.composedPath().includes(this)) this.#close();
  };

  #onKeyDown(event) {
    if (event.key !== 'Escape' || !this.#details.open) return;
    event.stopPropagation();
    this.#close();
    this.renderRoot.querySelector('summary').focus();
  }
}

customElements.define('vh-menu', VhMenu);
