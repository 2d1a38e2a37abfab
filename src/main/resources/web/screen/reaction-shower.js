/**
 * Draws reactions over the big screen: each rises once from the foot, at most 30 a second, and a row counts them all for a while. Who wants
 * less motion sees the row only. Nothing of it can be clicked or is read out.
 * Hooks: data-testid="shower" with data-drawn (how many were ever drawn), "shower-count" with data-emoji and data-n.
 */
import { LitElement, css, html, nothing } from 'lit';
import { repeat } from 'lit-html/directives/repeat.js';
import { formatNumber } from '../i18n/format.js';
import { share } from './reaction-share.js';

const DRAWN_A_SECOND = 30;
const RISE_MS = 2_600;
/** After so long without any, the row counts from zero again. */
const QUIET_MS = 10_000;

class VhReactionShower extends LitElement {
  static properties = { sums: { state: true } };

  static styles = css`
    :host {
      position: fixed;
      inset: 0;
      z-index: 4;
      overflow: hidden;
      pointer-events: none;
    }
    .rising {
      position: absolute;
      inset-block-end: 0;
      font-size: calc(var(--u) * 6);
      line-height: 1;
      will-change: transform, opacity;
    }
    ul {
      position: absolute;
      inset-block-end: calc(var(--u) * 1.2);
      inset-inline: 0;
      display: flex;
      justify-content: center;
      gap: calc(var(--u) * 1.5);
      margin: 0;
      padding: 0;
      list-style: none;
      font-size: calc(var(--u) * 2.4);
      font-variant-numeric: tabular-nums;
    }
    li {
      padding: 0.1em 0.7em;
      border: 1px solid var(--line);
      border-radius: 999px;
      background: var(--card);
      color: var(--ink);
      font-weight: 600;
    }
  `;

  constructor() {
    super();
    this.sums = new Map();
    this.drawn = 0;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.quiet);
    for (const timer of this.pending ?? []) clearTimeout(timer);
  }

  /** How often people reacted within a second, by emoji. */
  add(counts) {
    const sums = new Map(this.sums);
    for (const [emoji, n] of Object.entries(counts)) sums.set(emoji, (sums.get(emoji) ?? 0) + n);
    this.sums = sums;
    clearTimeout(this.quiet);
    this.quiet = setTimeout(() => (this.sums = new Map()), QUIET_MS);
    if (!matchMedia('(prefers-reduced-motion: reduce)').matches) this.#draw(share(counts, DRAWN_A_SECOND));
  }

  /** Spread over a second, so that they rise as people tapped. */
  #draw(emoji) {
    this.pending = emoji.map((each, i) => setTimeout(() => this.#rise(each), (i * 1_000) / emoji.length));
  }

  async #rise(emoji) {
    const rising = document.createElement('span');
    rising.className = 'rising';
    rising.textContent = emoji;
    rising.style.insetInlineStart = `${4 + Math.random() * 88}%`;
    this.renderRoot.append(rising);
    this.drawn++;
    this.setAttribute('data-drawn', this.drawn);
    const drift = `${(Math.random() - 0.5) * 12}vh`;
    const flight = rising.animate(
      [
        { transform: 'translate(0, 100%)', opacity: 0 },
        { transform: `translate(calc(${drift} / 4), -12vh)`, opacity: 1, offset: 0.2 },
        { transform: `translate(${drift}, -60vh)`, opacity: 0 },
      ],
      { duration: RISE_MS, easing: 'ease-out' },
    );
    await flight.finished.catch(() => {});
    rising.remove();
  }

  render() {
    return this.sums.size
      ? html`<ul aria-hidden="true">
          ${repeat(
            this.sums,
            ([emoji]) => emoji,
            ([emoji, n]) => html`<li data-testid="shower-count" data-emoji=${emoji} data-n=${n}>${emoji}&nbsp;${formatNumber(n)}</li>`,
          )}
        </ul>`
      : nothing;
  }
}

customElements.define('vh-reaction-shower', VhReactionShower);
