/** Shown when the room is not available: unknown, deleted, or closed to this browser. Hook: data-testid="gone" with data-reason. */
import '../i18n/gone.js';
import { LitElement, css, html } from 'lit';
import { has, t } from '../i18n/index.js';
import { formatCode } from '../hub/room-code.js';
import { shared } from './shared-styles.js';

class VhGone extends LitElement {
  static properties = { reason: {}, code: {} };

  static styles = [
    shared,
    css`
      :host {
        display: grid;
        place-content: center;
        justify-items: center;
        gap: var(--s4);
        min-height: 60vh;
        padding: var(--s6);
        text-align: center;
      }
      h1 {
        font: 600 var(--text-2xl) / 1.2 var(--serif);
      }
    `,
  ];

  render() {
    const key = has(`gone.${this.reason}`) ? this.reason : 'other';
    return html`<h1 data-testid="gone" data-reason=${this.reason}>${t(`gone.${key}`, { code: formatCode(this.code) })}</h1>
      <p class="soft">${t(`gone.${key}.more`)}</p>
      <a class="button" href="/">${t('gone.home')}</a>`;
  }
}

customElements.define('vh-gone', VhGone);
