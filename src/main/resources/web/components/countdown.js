/**
 * The time that is left by the hub's clock, as text or as a ring.
 * Hooks: data-testid="countdown" with data-left-ms.
 */
import { LitElement, css, html, svg } from 'lit';
import { formatLeft } from '../i18n/format.js';
import { t } from '../i18n/index.js';

const CIRCUMFERENCE = 2 * Math.PI * 44;

class VhCountdown extends LitElement {
  static properties = { poll: { attribute: false }, clock: { attribute: false }, ring: { type: Boolean }, short: { type: Boolean } };

  static styles = css`
    :host {
      font-variant-numeric: tabular-nums;
    }
    .soon {
      color: var(--refused);
    }
    .ring {
      position: relative;
      display: grid;
      width: var(--ring, 6rem);
      height: var(--ring, 6rem);
      place-items: center;
      font-size: calc(var(--ring, 6rem) * var(--digits-size, 0.28));
      font-weight: 650;
    }
    /* 59:59 and more must stay inside the ring. */
    .ring.wide {
      font-size: calc(var(--ring, 6rem) * 0.21);
    }
    svg {
      position: absolute;
      inset: 0;
      transform: rotate(-90deg);
    }
    circle {
      fill: none;
      stroke: var(--line);
      stroke-width: 8;
    }
    .left {
      stroke: currentColor;
      stroke-linecap: round;
      transition: stroke-dashoffset 250ms linear;
    }
    @media (prefers-reduced-motion: reduce) {
      .left {
        transition: none;
      }
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
    const { poll, clock } = this;
    if (poll?.state !== 'open' || !poll.closesAt) return '';
    const leftMs = Math.max(0, poll.closesAt - clock.now());
    const time = formatLeft(leftMs);
    const soon = leftMs <= (this.ring ? 10_000 : 5_000) ? 'soon' : '';
    if (!this.ring) {
      return html`<span class=${soon} data-testid="countdown" data-left-ms=${leftMs} role="timer">
        ${leftMs > 0 ? (this.short ? time : t('poll.left', { time })) : t('poll.closing')}
      </span>`;
    }
    const share = Math.min(1, leftMs / Math.max(1, poll.closesAt - (poll.openedAt ?? poll.closesAt)));
    return html`<div class="ring ${soon} ${time.length > 4 ? 'wide' : ''}" data-testid="countdown" data-left-ms=${leftMs} role="timer" aria-label=${t('poll.left', { time })}>
      <svg viewBox="0 0 100 100" aria-hidden="true">
        <circle cx="50" cy="50" r="44"></circle>
        ${svg`<circle class="left" cx="50" cy="50" r="44" stroke-dasharray=${CIRCUMFERENCE} stroke-dashoffset=${CIRCUMFERENCE * (1 - share)}></circle>`}
      </svg>
      <span aria-hidden="true">${soon ? Math.ceil(leftMs / 1000) : time}</span>
    </div>`;
  }
}

customElements.define('vh-countdown', VhCountdown);
