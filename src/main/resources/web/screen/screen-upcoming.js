/**
 * Which step of the running order begins soon, and in how many seconds; nothing while none does.
 * Hooks: data-testid="screen-upcoming".
 */
import { LitElement, css, html, nothing } from 'lit';
import { shared } from '../components/shared-styles.js';
import { isolated, t } from '../i18n/index.js';

const SECOND_MS = 1000;

class VhScreenUpcoming extends LitElement {
  static properties = {
    /** {at, question | break}, or {} */
    step: { attribute: false },
    clock: { attribute: false },
  };

  static styles = [
    shared,
    css`
      :host {
        flex: 1 1 50%;
        min-width: 0;
        text-align: end;
      }
      p {
        overflow: hidden;
        font-weight: 650;
        font-variant-numeric: tabular-nums;
        text-overflow: ellipsis;
        white-space: nowrap;
        animation: appear 400ms ease-out;
      }
      @keyframes appear {
        from {
          opacity: 0;
        }
      }
      @media (prefers-reduced-motion: reduce) {
        p {
          animation: none;
        }
      }
    `,
  ];

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  render() {
    const { at, question } = this.step ?? {};
    clearTimeout(this.timer);
    const leftMs = at - this.clock.now();
    if (!(leftMs > 0)) return nothing;
    this.timer = setTimeout(() => this.requestUpdate(), leftMs % SECOND_MS || SECOND_MS);
    return html`<p dir="auto" data-testid="screen-upcoming">
      ${t('screen.upcoming', { n: Math.ceil(leftMs / SECOND_MS), title: isolated(question ?? this.step.break) })}
    </p>`;
  }
}

customElements.define('vh-screen-upcoming', VhScreenUpcoming);
