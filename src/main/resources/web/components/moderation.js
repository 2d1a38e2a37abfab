/**
 * The entries of a moderated poll, in the order in which they came, so that new ones move nothing under the presenter's finger. Fires
 * `vh-mark` {entry, state}.
 * Hooks: data-testid="entry-ID" with data-state, "approve-ID", "star-ID", "hide-ID", "pending-count" with data-n.
 */
import { LitElement, css, html } from 'lit';
import { repeat } from 'lit-html/directives/repeat.js';
import { formatTime } from '../format.js';
import { t } from '../i18n/index.js';
import { shared } from './shared.js';

const STEPS = [
  { name: 'approve', state: 'approved', sign: '✓' },
  { name: 'star', state: 'starred', sign: '★' },
  { name: 'hide', state: 'hidden', sign: '✕' },
];

class VhModeration extends LitElement {
  static properties = { entries: { attribute: false } };

  static styles = [
    shared,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--s3);
      }
      ol {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--s2);
      }
      li {
        display: flex;
        flex-wrap: wrap;
        gap: var(--s2) var(--s3);
        align-items: center;
        justify-content: space-between;
        padding: var(--s2) var(--s3);
        border: 1px solid var(--line);
        border-inline-start: 4px solid var(--edge);
        border-radius: var(--radius-s);
      }
      li.approved,
      li.starred {
        border-inline-start-color: var(--accent);
        background: var(--accent-wash);
      }
      li.hidden {
        color: var(--ink-soft);
      }
      li.hidden .text {
        text-decoration: line-through;
      }
      .words {
        flex: 1 1 14rem;
        min-width: 0;
      }
      .text {
        display: block;
        overflow-wrap: anywhere;
        white-space: pre-line;
      }
      .steps {
        display: flex;
        gap: var(--s1);
      }
      button[aria-pressed='true'] {
        border-color: var(--accent);
        box-shadow: inset 0 0 0 1px var(--accent);
      }
    `,
  ];

  render() {
    const entries = [...(this.entries ?? [])].sort((a, b) => a.at - b.at);
    const pending = entries.filter(({ state }) => state === 'pending').length;
    return html`<p class="small" data-testid="pending-count" data-n=${pending}>${t('moderation.waiting', { n: pending })}</p>
      <ol>
        ${repeat(
          entries,
          ({ id }) => id,
          (entry) => this.#entry(entry),
        )}
      </ol>`;
  }

  #entry({ id, text, at, state }) {
    return html`<li class=${state} data-testid="entry-${id}" data-state=${state}>
      <span class="words"><span class="text" dir="auto">${text}</span><span class="small soft">${formatTime(at)} · ${t(`moderation.${state}`)}</span></span>
      <span class="steps" role="group" aria-label=${text}>${STEPS.map((step) => this.#step(id, state, step))}</span>
    </li>`;
  }

  #step(entry, now, { name, state, sign }) {
    return html`<button
      data-testid="${name}-${entry}"
      aria-label=${t(`moderation.${name}`)}
      title=${t(`moderation.${name}`)}
      aria-pressed=${now === state}
      @click=${() => now !== state && this.dispatchEvent(new CustomEvent('vh-mark', { detail: { entry, state } }))}
    >
      ${sign}
    </button>`;
  }
}

customElements.define('vh-moderation', VhModeration);
