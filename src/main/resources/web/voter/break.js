/**
 * A break, on the voter's page.
 * Hooks: data-testid="break".
 */
import { LitElement, css, html } from 'lit';
import '../components/break-clock.js';
import { shared } from '../components/shared-styles.js';
import { t } from '../i18n/index.js';

class VhBreak extends LitElement {
  static properties = { pause: { attribute: false }, clock: { attribute: false } };

  static styles = [
    shared,
    css`
      section {
        display: grid;
        gap: var(--s2);
        padding: var(--s8) var(--s4);
        border-radius: var(--radius);
        background: var(--sunken);
        text-align: center;
      }
      h2 {
        font: 600 var(--text-xl) / 1.2 var(--serif);
        text-wrap: balance;
        overflow-wrap: anywhere;
      }
      vh-break-clock {
        --clock: clamp(2.5rem, 18vw, 4.5rem);
      }
    `,
  ];

  render() {
    return html`<section data-testid="break" aria-labelledby="break">
      <h2 id="break" dir="auto">${this.pause.title ?? t('break')}</h2>
      <vh-break-clock .until=${this.pause.until} .clock=${this.clock}></vh-break-clock>
    </section>`;
  }
}

customElements.define('vh-break', VhBreak);
