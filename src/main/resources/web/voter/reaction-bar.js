/**
 * The reactions that the room offers: a tap sends one. Whoever taps faster than the hub counts is not told so; nothing here is a vote.
 * Fires `vh-react` with {emoji}. Hooks: data-testid="reactions", "react" with data-emoji and, where the room shows them, data-n.
 */
import { LitElement, css, html, nothing } from 'lit';
import { shared } from '../components/shared-styles.js';
import { t } from '../i18n/index.js';

/** How long the number of a second is shown; the next one comes after a second */
const SHOWN_MS = 2_000;

class VhReactionBar extends LitElement {
  static properties = {
    emoji: { attribute: false },
    /** How often people reacted within the last second, by emoji; only where the room shows it to voters */
    counts: { attribute: false },
    offline: { type: Boolean },
  };

  static styles = [
    shared,
    css`
      :host {
        display: block;
      }
      div {
        display: flex;
        flex-wrap: wrap;
        justify-content: center;
        gap: var(--s2);
      }
      button {
        position: relative;
        flex: 0 1 3.5rem;
        padding: 0;
        border-color: transparent;
        background: transparent;
        font-size: 1.5rem;
      }
      @media (hover: hover) {
        button:hover {
          background: var(--sunken);
        }
      }
      button:active {
        background: var(--accent-wash);
      }
      .n {
        position: absolute;
        inset-block-start: 0;
        inset-inline-end: 0;
        min-width: 1.25rem;
        padding: 0 0.3em;
        border-radius: 999px;
        background: var(--ink);
        color: var(--paper);
        font-size: 0.75rem;
        line-height: 1.25rem;
      }
      [aria-disabled='true'] {
        filter: grayscale(1);
        opacity: 0.5;
      }
    `,
  ];

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  updated(changed) {
    if (!changed.has('counts') || !this.counts) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => (this.counts = null), SHOWN_MS);
  }

  render() {
    return html`<div role="group" aria-label=${t('reactions')} data-testid="reactions">
      ${this.emoji.map((emoji) => {
        const n = this.counts?.[emoji];
        return html`<button data-testid="react" data-emoji=${emoji} data-n=${n ?? nothing} aria-disabled=${Boolean(this.offline)} @click=${(event) => this.#react(event, emoji)}>
          ${emoji}${n ? html`<span class="n" aria-hidden="true">${n > 99 ? '99+' : n}</span>` : nothing}
        </button>`;
      })}
    </div>`;
  }

  #react({ currentTarget }, emoji) {
    if (this.offline) return;
    this.dispatchEvent(new CustomEvent('vh-react', { detail: { emoji } }));
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    currentTarget.animate({ transform: ['none', 'translateY(-0.5rem) scale(1.3)', 'none'] }, { duration: 250, easing: 'ease-out' });
  }
}

customElements.define('vh-reaction-bar', VhReactionBar);
