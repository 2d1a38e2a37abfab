/**
 * The state of the connection: a dot with text.
 * Hooks: data-testid="connection" with data-state="live|reconnecting|loading|gone".
 */
import { LitElement, css, html } from 'lit';
import { t } from '../i18n/index.js';

class VhConnection extends LitElement {
  static properties = { status: {}, quiet: { type: Boolean } };

  static styles = css`
    span {
      display: inline-flex;
      align-items: center;
      gap: 0.5em;
      color: var(--ink-soft);
      font-size: var(--text-s);
      white-space: nowrap;
    }
    i {
      width: 0.7em;
      height: 0.7em;
      border-radius: 50%;
      background: var(--hue-3);
    }
    [data-state='reconnecting'] i,
    [data-state='loading'] i {
      border: 2px solid var(--waiting);
      background: transparent;
    }
    [data-state='reconnecting'] {
      color: var(--waiting);
    }
    [data-state='gone'] i {
      border-radius: 2px;
      background: var(--refused);
    }
  `;

  render() {
    return html`<span data-testid="connection" data-state=${this.status}><i></i>${t(`connection.${this.status}`)}</span>`;
  }
}

customElements.define('vh-connection', VhConnection);
