/**
 * What came of a question of a quiz for the voter, in place of the state of the vote. Its room is kept until the hub has told.
 * Hooks: data-testid="score" with data-right, data-points, data-total and data-rank; "right-answer".
 */
import { LitElement, css, html, nothing } from 'lit';
import { shared } from '../components/shared-styles.js';
import { formatList, formatNumber } from '../i18n/format.js';
import { isolated, t } from '../i18n/index.js';

class VhScore extends LitElement {
  static properties = { poll: { attribute: false }, score: { attribute: false } };

  static styles = [
    shared,
    css`
      :host {
        display: block;
      }
      .card {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr) auto;
        gap: 0 var(--s3);
        align-items: center;
        min-height: 4.75rem;
        padding: var(--s3);
        border: 2px solid var(--line);
        border-radius: var(--radius);
        background: var(--card);
      }
      .right {
        border-color: var(--accent);
        background: var(--accent-wash);
      }
      i {
        display: grid;
        place-items: center;
        width: 2.5rem;
        height: 2.5rem;
        border: 2px solid var(--edge);
        border-radius: var(--radius-s);
        font-style: normal;
        font-size: 1.35rem;
        font-weight: 800;
      }
      .right i {
        border-color: var(--accent);
        border-radius: 50%;
        background: var(--accent);
        color: var(--on-accent);
      }
      b {
        display: block;
        font-size: 1.125rem;
        line-height: 1.25;
      }
      .points {
        font-size: var(--text-xl);
        font-weight: 700;
        white-space: nowrap;
        unicode-bidi: plaintext;
      }
      p {
        margin: 0;
        line-height: 1.4;
      }
      .answer {
        padding: var(--s2) 0;
        overflow-wrap: anywhere;
      }
      @media (max-width: 22rem) {
        .card {
          grid-template-columns: auto minmax(0, 1fr);
        }
        .points {
          grid-column: 2;
        }
      }
    `,
  ];

  render() {
    const { poll, score } = this;
    const texts = rightTexts(poll);
    return html`${texts.length ? html`<p class="answer" data-testid="right-answer">${t('quiz.right-is', { answer: formatList(texts.map(isolated)) })}</p>` : nothing}
      ${score ? this.#card(score) : html`<div class="card" role="status"><i aria-hidden="true">…</i><span class="soft">${t('quiz.adding')}</span></div>`}`;
  }

  #card({ correct, points, total, rank, of, streak }) {
    const details = [t('quiz.total', { n: total }), t('quiz.rank', { rank, of }), streak > 1 ? t('quiz.streak', { n: streak }) : ''].filter(Boolean);
    return html`<div
      class="card ${correct ? 'right' : ''}"
      role="status"
      data-testid="score"
      data-right=${Boolean(correct)}
      data-points=${points}
      data-total=${total}
      data-rank=${rank}
    >
      <i aria-hidden="true">${correct ? '✓' : points > 0 ? '≈' : '–'}</i>
      <p><b>${t(correct ? 'quiz.right' : points > 0 ? 'quiz.partly' : 'quiz.wrong')}</b><span class="small soft">${details.join(' · ')}</span></p>
      <span class="points" aria-label=${t('quiz.points', { n: points })}>${points > 0 ? '+' : ''}${formatNumber(points)}</span>
    </div>`;
  }
}

/** The right answer of methods whose options cannot be marked, as texts; empty before it is revealed. */
function rightTexts(poll) {
  const correct = poll.settings?.quiz?.correct;
  if (correct === undefined || poll.state !== 'closed' || ['single', 'multiple'].includes(poll.method)) return [];
  if (poll.method === 'number') return [formatNumber(correct)];
  if (poll.method === 'ranked') return [correct].flat(2).map((id) => poll.options.find((option) => option.id === id)?.label ?? '');
  return [correct].flat();
}

customElements.define('vh-score', VhScore);
