/**
 * What became of the voter's ballot, in words; its room is kept (two lines at 320 px) so that nothing moves when the words come.
 * Hooks: data-testid="vote-state" with data-state="none|sending|waiting|counted|refused".
 */
import { LitElement, css, html } from 'lit';
import { formatSeconds, formatTime, shortReceipt } from '../format.js';
import { has, t } from '../i18n/index.js';
import { shared } from './shared.js';

class VhVoteState extends LitElement {
  static properties = { own: { attribute: false }, describe: { attribute: false }, closed: { type: Boolean }, unsent: { type: Boolean } };

  static styles = [
    shared,
    css`
      div {
        display: flex;
        align-items: center;
        gap: var(--s3);
        min-height: 3.5rem;
        padding: var(--s2) var(--s3);
        border-radius: var(--radius);
        background: var(--sunken);
        line-height: 1.35;
        transition: background-color var(--move);
      }
      .counted {
        background: var(--accent-wash);
      }
      .waiting {
        background: var(--waiting-wash);
        color: var(--waiting);
      }
      .refused {
        background: var(--refused-wash);
        color: var(--refused);
      }
      b {
        display: block;
      }
      i {
        flex: none;
        display: grid;
        place-items: center;
        width: 1.75rem;
        height: 1.75rem;
        border-radius: 50%;
        background: var(--accent);
        color: var(--on-accent);
        font-style: normal;
        font-weight: 700;
      }
      .waiting i {
        background: var(--waiting);
        color: var(--card);
      }
      .refused i {
        background: var(--refused);
        color: var(--card);
      }
      .none i,
      .sending i {
        border: 2px solid var(--edge);
        background: transparent;
      }
      .none b {
        font-weight: 500;
      }
      p {
        min-width: 0;
        overflow-wrap: anywhere;
      }
      /* A long ballot must not fill the screen. */
      p > span {
        display: -webkit-box;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 3;
        overflow: hidden;
      }
      .receipt {
        font-family: var(--mono);
        letter-spacing: 0.02em;
      }
    `,
  ];

  render() {
    const { attempt, counted } = this.own;
    const [look, sign, words, more] = attempt ? this.#attempt(attempt, counted) : this.#standing(counted);
    const state = attempt?.state ?? (counted ? 'counted' : 'none');
    return html`<div class=${look} data-testid="vote-state" data-state=${state}>
      ${sign === null ? '' : html`<i aria-hidden="true">${sign}</i>`}
      <p><b>${words}</b>${more ? html`<span class="small">${more}</span>` : ''}</p>
    </div>`;
  }

  #attempt(attempt, counted) {
    if (attempt.state === 'sending') return ['sending', '', t('vote.sending'), ''];
    if (attempt.state === 'waiting') return ['waiting', '↻', t('vote.waiting'), t('vote.waiting-more')];
    // What the hub found wrong with a ballot is said by its own words only.
    const why = attempt.code === 'bad-ballot' && attempt.message ? t('refused.said', { message: attempt.message }) : '';
    const earlier = counted ? t('vote.earlier-stands', { ballot: this.describe(counted.ballot) }) : '';
    return ['refused', '!', refusal(attempt), [why, earlier].filter(Boolean).join(' ')];
  }

  #standing(counted) {
    if (!counted) return this.closed ? ['none', null, t('vote.none'), ''] : ['none', '', t('vote.none-yet'), this.unsent ? t('vote.draft') : ''];
    if (this.unsent) return ['waiting', '…', t('vote.changed'), t('vote.changed-more')];
    const receipt = counted.receipt
      ? html`${t('vote.receipt')} <span class="receipt">${shortReceipt(counted.receipt)}</span> · ${formatTime(counted.at)}`
      : '';
    return ['counted', '✓', t('vote.counted'), receipt];
  }
}

/** Why a vote was not counted, in the voter's words. */
export function refusal({ code, lateMs }) {
  if (code === 'not-open') return lateMs >= 50 ? t('refused.late', { s: formatSeconds(lateMs) }) : t('refused.not-open');
  return has(`refused.${code}`) ? t(`refused.${code}`) : t('refused.other');
}

customElements.define('vh-vote-state', VhVoteState);
