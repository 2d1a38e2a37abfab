/**
 * What came of a question of a quiz for the voter, in place of the state of the vote. Its room is kept until the hub has told.
 * Hooks: data-testid="score" with data-right, data-points, data-total and data-rank.
 */
import { LitElement, css, html } from 'lit';
import { shared } from '../components/shared-styles.js';
import { formatNumber } from '../i18n/format.js';
import { t } from '../i18n/index.js';

class VhScore extends LitElement {
  static properties = { score: { attribute: false } };

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
    const { score } = this;
    return html`${score ? this.#card(score) : html`<div class="card" role="status"><i aria-hidden="true">…</i><span class="soft">${t('quiz.adding')}</span></div>`}`;
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

customElements.define('vh-score', VhScore);
