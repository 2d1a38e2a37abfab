/**
 * The time that is left of a break by the hub's clock, and when it ends. Nothing if its end is open.
 * Hooks: data-testid="break-left" with data-left-ms, "break-until".
 */
import { LitElement, css, html } from 'lit';
import { formatLongLeft } from '../i18n/format.js';
import { locale, t } from '../i18n/index.js';

const timeOfDay = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit' });

class VhBreakClock extends LitElement {
  static properties = { until: { type: Number }, clock: { attribute: false } };

  static styles = css`
    :host {
      display: block;
      font-variant-numeric: tabular-nums;
    }
    .left {
      margin: 0;
      font-size: var(--clock, 4.5rem);
      font-weight: 700;
      line-height: 1.1;
      white-space: nowrap;
    }
    .until {
      margin: 0;
      color: var(--ink-soft);
      font-size: var(--clock-more, 1rem);
    }
  `;

  connectedCallback() {
    super.connectedCallback();
    this.timer = setInterval(() => this.requestUpdate(), 250);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  render() {
    if (!this.until) return html`<p class="until">${t('break.open')}</p>`;
    const leftMs = Math.max(0, this.until - this.clock.now());
    return html`<p class="left" role="timer" data-testid="break-left" data-left-ms=${leftMs}>${formatLongLeft(leftMs)}</p>
      <p class="until" data-testid="break-until">${leftMs ? t('break.until', { time: timeOfDay.format(this.until) }) : t('break.over')}</p>`;
  }
}

customElements.define('vh-break-clock', VhBreakClock);
