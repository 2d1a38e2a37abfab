/** Toasts at the foot of the page: errors, and what can be undone. Fires `vh-undo` {poll} and `vh-dismiss` {id}. Hooks: "toast" with data-kind, "undo". */
import { LitElement, css, html } from 'lit';
import { repeat } from 'lit-html/directives/repeat.js';
import { t } from '../../i18n/index.js';
import { shared } from '../../components/shared-styles.js';

class VhToasts extends LitElement {
  static properties = { toasts: { attribute: false } };

  static styles = [
    shared,
    css`
      :host {
        position: fixed;
        inset: auto 0 calc(var(--s4) + var(--foot, 0px));
        z-index: 5;
        display: grid;
        justify-items: center;
        gap: var(--s2);
        padding: 0 var(--s4);
        pointer-events: none;
      }
      .toast {
        display: flex;
        align-items: center;
        gap: var(--s4);
        max-width: 40rem;
        padding: var(--s2) var(--s2) var(--s2) var(--s5);
        border-radius: var(--radius);
        background: var(--ink);
        color: var(--paper);
        box-shadow: var(--shadow);
        pointer-events: auto;
      }
      .error {
        background: var(--refused-wash);
        color: var(--refused);
        border: 1px solid currentColor;
      }
      button {
        flex: none;
        border-color: currentColor;
        background: transparent;
        color: inherit;
      }
      button:hover {
        background: transparent;
        text-decoration: underline;
      }
      button.quiet {
        border-color: transparent;
      }
    `,
  ];

  render() {
    return html`<div role="status">
      ${repeat(
        this.toasts,
        (toast) => toast.id,
        (toast) => html`<div class="toast ${toast.kind}" data-testid="toast" data-kind=${toast.kind}>
          <span>${toast.text}</span>
          ${toast.kind === 'undo'
            ? html`<button data-testid="undo" @click=${() => this.#fire('vh-undo', { poll: toast.poll })}>${t('toast.undo')}</button>`
            : html`<button class="quiet" aria-label=${t('toast.dismiss')} @click=${() => this.#fire('vh-dismiss', { id: toast.id })}>✕</button>`}
        </div>`,
      )}
    </div>`;
  }

  #fire(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

customElements.define('vh-toasts', VhToasts);
