/**
 * What is done seldom, behind one button. The slotted buttons are the entries; a click on one closes the menu, as does Escape and a press
 * elsewhere.
 */
import { LitElement, css, html, nothing } from 'lit';
import { iconStyles } from './icons.js';
import { shared } from '../../components/shared-styles.js';

class VhMenu extends LitElement {
  static properties = {
    words: {},
    icon: { attribute: false },
    /** Its name where it shows an icon alone */
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
        padding-inline: var(--s3);
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
        padding: var(--s1);
        border: 1px solid var(--line);
        border-radius: var(--radius-s);
        background: var(--card);
        box-shadow: var(--shadow);
        white-space: nowrap;
      }
    `,
  ];

  connectedCallback() {
    super.connectedCallback();
    document.addEventListener('pointerdown', this.#elsewhere);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('pointerdown', this.#elsewhere);
  }

  render() {
    return html`<details @keydown=${this.#key}>
      <summary class="button quiet" aria-label=${this.label ?? nothing}>${this.icon}${this.words}</summary>
      <div @click=${this.#close}><slot></slot></div>
    </details>`;
  }

  get #details() {
    return this.renderRoot.querySelector('details');
  }

  #close = () => {
    this.#details.open = false;
  };

  #elsewhere = (event) => {
    if (!event.composedPath().includes(this)) this.#close();
  };

  #key(event) {
    if (event.key !== 'Escape' || !this.#details.open) return;
    event.stopPropagation();
    this.#close();
    this.renderRoot.querySelector('summary').focus();
  }
}

customElements.define('vh-menu', VhMenu);
