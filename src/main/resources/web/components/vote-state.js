/**
 * What became of the voter's ballot, in words; its room is kept so that nothing moves when the words come.
 * Hooks: data-testid="vote-state" with data-state="none|sending|waiting|counted|refused".
 */
import { LitElement, css, html } from 'lit';
import { formatSeconds, formatTime, shortReceipt } from '../format.js';
import { has, t } from '../i18n/index.js';
import { shared } from './shared.js';

class VhVoteState extends LitElement {
  static properties = { own: { attribute: false }, describe: { attribute: false }, closed: { type: Boolean } };

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
        line-height: 1.35;
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
      .sending i {
        border: 2px solid var(--edge);
        background: transparent;
      }
      .receipt {
        font-family: var(--mono);
        letter-spacing: 0.02em;
      }
    `,
  ];

  render() {
    const { attempt, counted } = this.own;
    const [state, sign, words, more] = attempt ? this.#attempt(attempt, counted) : this.#standing(counted);
    return html`<div class=${state} data-testid="vote-state" data-state=${state}>
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
    if (!counted) return ['none', null, this.closed ? t('vote.none') : '', ''];
    const receipt = counted.receipt
      ? html`${t('vote.receipt')} <span class="receipt">${shortReceipt(counted.receipt)}</span> · ${formatTime(counted.at)}`
      : '';
    return ['counted', '✓', t('vote.counted'), receipt];
  }
}

/** Why a vote was not counted, in the voter's words. */
export function refusal({ code, lateMs }) {
  if (code === 'not-open') return lateMs > 0 ? t('refused.late', { s: formatSeconds(lateMs) }) : t('refused.not-open');
  return has(`refused.${code}`) ? t(`refused.${code}`) : t('refused.other');
}

customElements.define('vh-vote-state', VhVoteState);
