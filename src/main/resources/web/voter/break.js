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
        grid-template-columns: minmax(0, 1fr);
        padding: var(--s8) min(var(--s4), 4vw);
        container-type: inline-size;
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
        /* Hours, minutes and seconds fit in one line, also where text is enlarged. */
        --clock: min(4.5rem, 22cqw);
      }
      /* Above what goes on meanwhile. */
      :host([compact]) section {
        gap: 0;
        margin-bottom: calc(var(--s6) * -1);
        padding-block: var(--s3);
      }
      :host([compact]) h2 {
        font-size: var(--text-m);
      }
      :host([compact]) vh-break-clock {
        --clock: min(2rem, 22cqw);
        --clock-more: var(--text-s);
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
