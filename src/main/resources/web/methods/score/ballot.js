/**
 * Score voting: a row of segments for each option, one per score; a second tap on a score removes it. No score is different from the neutral
 * score: an option that was not touched has no segment chosen. A range with too many scores for a row has a slider.
 *
 * Hooks: data-testid="score-ID" (the row or slider; data-score, empty when not scored), "score-ID-N" (the segment of score N; data-chosen),
 * "score-set-ID" (the button beside a slider).
 */
import { css, html } from 'lit';
import { formatList, formatSigned } from '../../i18n/format.js';
import { t } from '../../i18n/index.js';
import { directionOf } from '../../i18n/text-direction.js';
import { vars } from '../../components/css-vars.js';
import { DraftBallot, hintWithChangeRule, renderOptionName } from '../draft-ballot.js';
import { scoreSlider, sliderStyles } from './slider.js';

const MAX_SEGMENTS = 11;

/** A draft is {option id: score}. */
class VhScore extends DraftBallot {
  static styles = [
    DraftBallot.styles,
    sliderStyles,
    css`
      .segments {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, max(var(--target), 100% / var(--columns) - var(--s1))), 1fr));
        gap: var(--s1);
      }
      .segment {
        display: grid;
        place-items: center;
        min-height: var(--target);
        border: 1px solid var(--edge);
        border-radius: var(--radius-s);
        background: var(--paper);
        font-variant-numeric: tabular-nums;
        direction: ltr;
        cursor: pointer;
        touch-action: manipulation;
        user-select: none;
        -webkit-user-select: none;
      }
      .segment.chosen {
        border-color: transparent;
        background: var(--hue);
        color: var(--on-hue);
        forced-color-adjust: none;
        font-weight: 700;
      }
      .segment:has(:focus-visible) {
        outline: 3px solid var(--accent);
        outline-offset: 2px;
      }
      .locked .segment {
        cursor: default;
      }
    `,
  ];

  draftFrom(ballot) {
    return ballot?.scores ?? {};
  }

  ballotOf(scores) {
    return { scores };
  }

  problemOf(scores) {
    // A voter who has voted may remove all scores.
    return Object.keys(scores).length || this.sentBallot ? '' : t('score.none');
  }

  noteFor(scores) {
    const n = Object.keys(scores).length;
    const all = this.poll.options.length;
    return `${t('score.given', { n, all })} ${n < all ? t('score.left-out') : ''}`;
  }

  describe(ballot) {
    return describe(this.poll, ballot);
  }

  renderFields(scores, locked) {
    return html`<ul class="options" dir=${directionOf(this.poll.options)}>
      ${this.poll.options.map((option, i) => html`<li>${this.#row(option, i, scores[option.id], locked)}</li>`)}
    </ul>`;
  }

  #row(option, i, score, locked) {
    const { min, max, neutral } = scale(this.poll);
    if (max - min >= MAX_SEGMENTS) {
      const set = (value) => this.#set(option.id, value);
      return scoreSlider({ option, i, score, min, max, neutral, locked, set, toggle: () => this.choose(option.id) });
    }
    return html`<div class="option ${score === undefined ? '' : 'given'}">
      ${renderOptionName(option, i, `label-${i}`)}
      <div
        class="segments ${locked ? 'locked' : ''}"
        role="radiogroup"
        aria-labelledby="label-${i}"
        data-testid="score-${option.id}"
        data-score=${score ?? ''}
        ${vars({ columns: max - min + 1, hue: `var(--hue-${(i % 8) + 1})`, 'on-hue': `var(--on-${(i % 8) + 1})` })}
      >
        ${Array.from({ length: max - min + 1 }, (_, n) => this.#segment(option.id, i, min + n, score, locked))}
      </div>
    </div>`;
  }

  #segment(id, i, value, score, locked) {
    const { min, neutral } = scale(this.poll);
    const words = formatSigned(value, min < 0);
    const chosen = value === score;
    return html`<label class="segment ${chosen ? 'chosen' : ''}" data-testid="score-${id}-${value}" data-chosen=${chosen}>
      <input
        class="unseen"
        type="radio"
        name="score-${i}"
        aria-label=${value === neutral ? t('score.neutral-said', { score: words }) : words}
        .checked=${chosen}
        ?disabled=${locked && !chosen}
        @click=${() => chosen && this.#clear(id)}
        @keydown=${(event) => ['Delete', 'Backspace'].includes(event.key) && this.#clear(id)}
        @change=${() => this.#set(id, value)}
      />
      <span aria-hidden="true">${words}</span>
    </label>`;
  }

  #clear(id) {
    const { [id]: score, ...others } = this.value;
    if (score !== undefined) this.change(others);
  }

  /** Sets the neutral score, or removes the score; also called for the option's letter key. */
  choose(id) {
    if (this.value[id] === undefined) this.change({ ...this.value, [id]: scale(this.poll).neutral });
    else this.#clear(id);
  }

  // A tap at the position of the hidden thumb does not change the slider's value, so no input event is fired; it still is a score.
  #set(id, score) {
    if (this.value[id] !== score) this.change({ ...this.value, [id]: score });
  }
}

customElements.define('vh-score', VhScore);

/** The neutral score is 0 if it is in the range, else the middle. */
function scale({ settings: { min = -2, max = 2 } = {} }) {
  return { min, max, neutral: min <= 0 && max >= 0 ? 0 : Math.round((min + max) / 2) };
}

function describe(poll, ballot) {
  const { min } = scale(poll);
  const scored = poll.options.filter(({ id }) => ballot.scores?.[id] !== undefined);
  return formatList(scored.map(({ id, label }) => `${label} ${formatSigned(ballot.scores[id], min < 0)}`));
}

export const control = {
  collapses: true,
  hint: (poll) => {
    const { min, max } = scale(poll);
    return hintWithChangeRule(poll, t('score.hint', { min: formatSigned(min, min < 0), max: formatSigned(max, min < 0) }));
  },
  audience: (poll, tally, own) => html`<vh-score id="audience" .poll=${poll} .tally=${tally} .own=${own}></vh-score>`,
  describe,
};
