/**
 * Score voting: a slider for each option. No score is not the neutral score: an option that nobody touched has no thumb on its slider and
 * says "not scored"; a button gives it the neutral score, and takes any score away again.
 *
 * Hooks: data-testid="score-ID" (the slider; data-score, empty when not scored), "score-set-ID" (the button).
 */
import { css, html, nothing } from 'lit';
import { formatList, formatSigned } from '../format.js';
import { t } from '../i18n/index.js';
import { directionOf } from '../lib/direction.js';
import { vars } from '../lib/vars.js';
import { Draft, hintOf, optionName } from './draft.js';

const MOST_TICKS = 11;

/** A draft is {option id: score}. */
class VhScore extends Draft {
  static styles = [
    Draft.styles,
    css`
      output {
        flex: none;
        min-width: 2.5rem;
        font-size: var(--text-l);
        font-weight: 700;
        font-variant-numeric: tabular-nums;
        text-align: end;
      }
      output.none {
        color: var(--ink-soft);
        font-size: var(--text-s);
        font-weight: 500;
      }
      .line {
        display: grid;
        /* As wide with either word, or the slider would move under the thumb. */
        grid-template-columns: minmax(0, 1fr) 6.5rem;
        gap: 0 var(--s3);
        align-items: center;
      }
      .line button {
        padding-inline: var(--s2);
      }
      output,
      .ticks span {
        direction: ltr;
        unicode-bidi: isolate;
      }
      .slider {
        position: relative;
        --thumb: 1.75rem;
      }
      /* The track; its filled part reaches from neutral to the score. */
      .track,
      .fill,
      .neutral {
        position: absolute;
        inset-block-start: calc(50% - 3px);
        height: 6px;
        border-radius: 3px;
        pointer-events: none;
      }
      .track {
        inset-inline: 0;
        background: var(--edge);
      }
      .empty .track {
        background: repeating-linear-gradient(90deg, var(--edge) 0 4px, transparent 4px 9px);
      }
      .rail {
        position: absolute;
        inset-block: 0;
        inset-inline: calc(var(--thumb) / 2);
        pointer-events: none;
      }
      .fill {
        inset-inline-start: calc(var(--from) * 100%);
        width: calc(var(--width) * 100%);
        background: var(--hue);
        forced-color-adjust: none;
      }
      .neutral {
        inset-block-start: calc(50% - 9px);
        inset-inline-start: calc(var(--at) * 100% - 1.5px);
        width: 3px;
        height: 18px;
        background: var(--ink);
      }
      input {
        position: relative;
        display: block;
        width: 100%;
        height: var(--target);
        margin: 0;
        background: transparent;
        appearance: none;
        -webkit-appearance: none;
        cursor: pointer;
        touch-action: pan-y;
      }
      input::-webkit-slider-runnable-track {
        height: var(--thumb);
        background: transparent;
      }
      input::-moz-range-track {
        background: transparent;
      }
      input::-webkit-slider-thumb {
        -webkit-appearance: none;
        width: var(--thumb);
        height: var(--thumb);
        border: 3px solid var(--card);
        border-radius: 50%;
        background: var(--ink);
        box-shadow: 0 0 0 2px var(--ink);
      }
      input::-moz-range-thumb {
        box-sizing: border-box;
        width: var(--thumb);
        height: var(--thumb);
        border: 3px solid var(--card);
        border-radius: 50%;
        background: var(--ink);
        box-shadow: 0 0 0 2px var(--ink);
      }
      .empty input::-webkit-slider-thumb {
        visibility: hidden;
      }
      .empty input::-moz-range-thumb {
        visibility: hidden;
      }
      input:disabled {
        cursor: default;
      }
      .ticks {
        display: flex;
        justify-content: space-between;
        color: var(--ink-soft);
        font-size: var(--text-s);
        font-variant-numeric: tabular-nums;
      }
      .ticks span {
        width: var(--thumb);
        text-align: center;
        white-space: nowrap;
      }
      .ticks .zero {
        color: var(--ink);
        font-weight: 700;
      }
      .ends span {
        width: auto;
      }
    `,
  ];

  begin(ballot) {
    return ballot?.scores ?? {};
  }

  ballotOf(scores) {
    return { scores };
  }

  faultOf(scores) {
    // Whoever has voted may take all scores back.
    return Object.keys(scores).length || this.sent ? '' : t('score.none');
  }

  noteOf(scores) {
    const n = Object.keys(scores).length;
    const all = this.poll.options.length;
    return `${t('score.given', { n, all })} ${n < all ? t('score.left-out') : ''}`;
  }

  describe(ballot) {
    return describe(this.poll, ballot);
  }

  fields(scores, locked) {
    return html`<ul class="options" dir=${directionOf(this.poll.options)}>
      ${this.poll.options.map((option, i) => html`<li>${this.#row(option, i, scores[option.id], locked)}</li>`)}
    </ul>`;
  }

  #row(option, i, score, locked) {
    const { min, max, neutral } = scale(this.poll);
    const scored = score !== undefined;
    const share = (value) => (value - min) / (max - min);
    const from = Math.min(share(neutral), share(score ?? neutral));
    const width = Math.abs(share(score ?? neutral) - share(neutral));
    const words = scored ? formatSigned(score, min < 0) : t('score.not-scored');
    return html`<div class="option ${scored ? 'given' : ''}">
      ${optionName(option, i, `label-${i}`, html`<output class=${scored ? '' : 'none'} aria-hidden="true">${words}</output>`)}
      <div class="line">
        <div class="slider ${scored ? '' : 'empty'}">
          <span class="track"></span>
          <span class="rail"
            ><span class="fill" ${vars({ from, width, hue: `var(--hue-${(i % 8) + 1})` })}></span><span class="neutral" ${vars({ at: share(neutral) })}></span
          ></span>
          <input
            type="range"
            min=${min}
            max=${max}
            step="1"
            .value=${String(score ?? neutral)}
            ?disabled=${locked}
            aria-labelledby="label-${i}"
            aria-valuetext=${score === neutral ? t('score.neutral-said', { score: words }) : words}
            data-testid="score-${option.id}"
            data-score=${score ?? ''}
            @input=${(event) => this.#set(option.id, Number(event.target.value))}
            @pointerup=${(event) => this.#set(option.id, Number(event.target.value))}
          />
        </div>
        <button
          ?hidden=${locked}
          aria-label=${t(scored ? 'score.clear-of' : 'score.set-of', { option: option.label, score: formatSigned(neutral, min < 0) })}
          data-testid="score-set-${option.id}"
          @click=${() => this.choose(option.id)}
        >
          ${scored ? t('score.clear') : t('score.set', { score: formatSigned(neutral, min < 0) })}
        </button>
        ${ticks(min, max, neutral)}
      </div>
    </div>`;
  }

  /** Gives the neutral score, or takes the score away; also called for the option's letter key. */
  choose(id) {
    const { [id]: score, ...others } = this.value;
    this.change(score === undefined ? { ...others, [id]: scale(this.poll).neutral } : others);
  }

  // A tap on the place where the thumb waits unseen changes no value, so the browser fires no input; it is a score all the same.
  #set(id, score) {
    if (this.value[id] !== score) this.change({ ...this.value, [id]: score });
  }
}

customElements.define('vh-score', VhScore);

/** The neutral score is 0 where there is one, or else the middle. */
function scale({ settings: { min = -2, max = 2 } = {} }) {
  return { min, max, neutral: min <= 0 && max >= 0 ? 0 : Math.round((min + max) / 2) };
}

function ticks(min, max, neutral) {
  const few = max - min < MOST_TICKS;
  const values = few ? Array.from({ length: max - min + 1 }, (_, i) => min + i) : [min, max];
  return html`<div class="ticks ${few ? '' : 'ends'}" aria-hidden="true">
    ${values.map((value) => html`<span class=${value === neutral ? 'zero' : nothing}>${formatSigned(value, min < 0)}</span>`)}
  </div>`;
}

function describe(poll, ballot) {
  const { min } = scale(poll);
  const scored = poll.options.filter(({ id }) => ballot.scores?.[id] !== undefined);
  return formatList(scored.map(({ id, label }) => `${label} ${formatSigned(ballot.scores[id], min < 0)}`));
}

export const control = {
  hint: (poll) => {
    const { min, max } = scale(poll);
    return hintOf(poll, t('score.hint', { min: formatSigned(min, min < 0), max: formatSigned(max, min < 0) }));
  },
  audience: (poll, tally, own) => html`<vh-score id="audience" .poll=${poll} .tally=${tally} .own=${own}></vh-score>`,
  describe,
};
