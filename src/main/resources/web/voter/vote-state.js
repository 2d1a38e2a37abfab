/**
 * The state of the voter's ballot as text. The space of a line is reserved, so that nothing moves when the text appears.
 * Hooks: data-testid="vote-state" with data-state="none|sending|waiting|counted|refused".
 */
import { LitElement, css, html } from 'lit';
import { formatTime, shortReceipt } from '../i18n/format.js';
import { has, t } from '../i18n/index.js';
import { shared } from '../components/shared-styles.js';
import { ChangeController } from '../hub/change-controller.js';
import { rareParts, refusalText } from './rare-parts.js';

class VhVoteState extends LitElement {
  static properties = {
    own: { attribute: false },
    describe: { attribute: false },
    closed: { type: Boolean },
    unsent: { type: Boolean },
    /** The key of the text for a counted ballot */
    countedText: {},
  };

  static styles = [
    shared,
    css`
      /* A line of text, not a card, which would look like an option. */
      div {
        display: flex;
        align-items: center;
        gap: var(--s2);
        min-height: 2.5rem;
        line-height: 1.3;
      }
      .counted b {
        color: var(--accent);
      }
      .waiting {
        color: var(--waiting);
      }
      .refused {
        color: var(--refused);
      }
      b {
        margin-inline-end: 0.35em;
        font-weight: 650;
      }
      i {
        flex: none;
        display: grid;
        place-items: center;
        width: 1.4rem;
        height: 1.4rem;
        border-radius: 50%;
        background: var(--accent);
        color: var(--on-accent);
        font-size: 0.85rem;
        font-style: normal;
        font-weight: 700;
      }
      .counted .small {
        display: block;
      }
      .counted i {
        animation: settle 150ms cubic-bezier(0.2, 0.7, 0.2, 1);
      }
      @keyframes settle {
        from {
          opacity: 0;
          transform: scale(0.4);
        }
      }
      @media (prefers-reduced-motion: reduce) {
        .counted i {
          animation: none;
        }
      }
      .waiting i {
        background: var(--waiting);
        color: var(--card);
      }
      .refused i {
        background: var(--refused);
        color: var(--card);
      }
      .none,
      .sending {
        color: var(--ink-soft);
      }
      .none b {
        font-size: 0.875rem;
      }
      .none b,
      .sending b {
        font-weight: 500;
      }
      /* A long ballot must not fill the screen. */
      p {
        min-width: 0;
        overflow-wrap: anywhere;
        text-wrap: pretty;
        display: -webkit-box;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 4;
        overflow: hidden;
      }
      .receipt {
        font-family: var(--mono);
        letter-spacing: 0.02em;
        white-space: nowrap;
      }
    `,
  ];

  constructor() {
    super();
    new ChangeController(this, rareParts);
  }

  render() {
    const { attempt, counted } = this.own;
    const [className, icon, text, details] = attempt ? this.#attempt(attempt, counted) : this.#counted(counted);
    const state = attempt?.state ?? (counted ? 'counted' : 'none');
    return html`<div class=${className} data-testid="vote-state" data-state=${state}>
      ${icon === null ? '' : html`<i aria-hidden="true">${icon}</i>`}
      <p><b>${text}</b> ${details ? html`<span class="small">${details}</span>` : ''}</p>
    </div>`;
  }

  #attempt(attempt, counted) {
    if (attempt.state === 'sending') return ['sending', null, t('vote.sending'), ''];
    if (attempt.state === 'waiting') return ['waiting', '↻', t('vote.waiting'), t('vote.waiting-more')];
    // Only the hub's message says what is wrong with a ballot.
    const why = attempt.code === 'bad-ballot' && attempt.message ? t('refused.said', { message: attempt.message }) : '';
    const earlier = counted ? t('vote.earlier-stands', { ballot: this.describe(counted.ballot) }) : '';
    return ['refused', '!', refusalText(attempt), [why, earlier].filter(Boolean).join(' ')];
  }

  #counted(counted) {
    if (!counted) return this.closed ? ['none', null, t('vote.none'), ''] : ['none', null, t('vote.none-yet'), this.unsent ? t('vote.draft') : ''];
    if (this.unsent) return ['waiting', '…', t('vote.changed'), t('vote.changed-more')];
    const receipt = counted.receipt
      ? html`${t('vote.receipt')} <span class="receipt">${shortReceipt(counted.receipt)}</span>${counted.at ? ` · ${formatTime(counted.at)}` : ''}`
      : '';
    if (counted.wrongTag && has('tag.wrong')) return ['refused', '!', t('tag.wrong'), html`${t('tag.wrong-more')} ${receipt}`];
    return ['counted', '✓', t(this.countedText ?? 'vote.counted'), receipt];
  }
}

customElements.define('vh-vote-state', VhVoteState);
