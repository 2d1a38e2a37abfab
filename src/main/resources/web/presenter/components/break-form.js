/**
 * Asks for the title of a break and how long it is. Fires `vh-break` {pause: {title?, seconds?}}.
 * Hooks: data-testid="break-title", "break-MINUTES", "break-0" (without an end).
 */
import { LitElement, css, html } from 'lit';
import { shared } from '../../components/shared-styles.js';
import { t } from '../../i18n/index.js';

const MINUTES = [5, 10, 15, 20, 30, 60];

class VhBreakForm extends LitElement {
  static styles = [
    shared,
    css`
      :host,
      .times {
        display: grid;
        gap: var(--s2);
      }
      .times {
        grid-template-columns: repeat(3, minmax(0, 1fr));
        gap: var(--s1);
      }
      button {
        padding-inline: var(--s1);
        font-size: var(--text-s);
      }
      .open {
        grid-column: 1 / -1;
      }
    `,
  ];

  render() {
    return html`<div>
        <label class="soft small" for="title">${t('break.name')}</label>
        <input id="title" type="text" maxlength="100" data-testid="break-title" dir="auto" placeholder=${t('break')} />
      </div>
      <div class="times" role="group" aria-label=${t('break.long')}>
        ${MINUTES.map((n) => html`<button data-testid="break-${n}" @click=${() => this.#begin(n)}>${t('break.minutes', { n })}</button>`)}
        <button class="open" data-testid="break-0" @click=${() => this.#begin(0)}>${t('break.no-end')}</button>
      </div>`;
  }

  #begin(minutes) {
    const title = this.renderRoot.querySelector('input').value.trim();
    const pause = { ...(title && { title }), ...(minutes && { seconds: minutes * 60 }) };
    this.dispatchEvent(new CustomEvent('vh-break', { detail: { pause } }));
  }
}

customElements.define('vh-break-form', VhBreakForm);
