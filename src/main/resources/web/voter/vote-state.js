/**
 * What became of the voter's ballot, in words; the room of a line is kept, so that nothing moves when the words come.
 * Hooks: data-testid="vote-state" with data-state="none|sending|waiting|counted|refused".
 */
import { LitElement, css, html } from 'lit';
import { formatSeconds, formatTime, shortReceipt } from '../i18n/format.js';
import { has, t } from '../i18n/index.js';
import { shared } from '../components/shared-styles.js';

class VhVoteState extends LitElement {
  static properties = { own: { attribute: false }, describe: { attribute: false }, closed: { type: Boolean }, unsent: { type: Boolean }, /** The words for a counted ballot */ standing: {} };

  static styles = [
    shared,
    css`
      /* A line of words, not a card: what looks like an option is one. */
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
      .none b,
      .sending b {
        font-weight: 500;
      }
      .none b {
        font-size: 0.875rem;
      }
      p {
        min-width: 0;
        overflow-wrap: anywhere;
      }
      /* A long ballot must not fill the screen. */
      p {
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

  render() {
    const { attempt, counted } = this.own;
    const [look, sign, words, more] = attempt ? this.#attempt(attempt, counted) : this.#standing(counted);
    const state = attempt?.state ?? (counted ? 'counted' : 'none');
    return html`<div class=${look} data-testid="vote-state" data-state=${state}>
      ${sign === null ? '' : html`<i aria-hidden="true">${sign}</i>`}
      <p><b>${words}</b> ${more ? html`<span class="small">${more}</span>` : ''}</p>
    </div>`;
  }

  #attempt(attempt, counted) {
    if (attempt.state === 'sending') return ['sending', null, t('vote.sending'), ''];
    if (attempt.state === 'waiting') return ['waiting', '↻', t('vote.waiting'), t('vote.waiting-more')];
    // What the hub found wrong with a ballot is said by its own words only.
    const why = attempt.code === 'bad-ballot' && attempt.message ? t('refused.said', { message: attempt.message }) : '';
    const earlier = counted ? t('vote.earlier-stands', { ballot: this.describe(counted.ballot) }) : '';
    return ['refused', '!', refusal(attempt), [why, earlier].filter(Boolean).join(' ')];
  }

  #standing(counted) {
    if (!counted) return this.closed ? ['none', null, t('vote.none'), ''] : ['none', null, t('vote.none-yet'), this.unsent ? t('vote.draft') : ''];
    if (this.unsent) return ['waiting', '…', t('vote.changed'), t('vote.changed-more')];
    const receipt = counted.receipt
      ? html`${t('vote.receipt')} <span class="receipt">${shortReceipt(counted.receipt)}</span> · ${formatTime(counted.at)}`
      : '';
    return ['counted', '✓', t(this.standing ?? 'vote.counted'), receipt];
  }
}

/** Why a vote was not counted, in the voter's words. */
export function refusal({ code, lateMs }) {
  if (code === 'not-open') return lateMs >= 50 ? t('refused.late', { s: formatSeconds(lateMs) }) : t('refused.not-open');
  return has(`refused.${code}`) ? t(`refused.${code}`) : t('refused.other');
}

customElements.define('vh-vote-state', VhVoteState);
