/** A slider for ranges with too many scores for a row of segments. */
import { css, html } from 'lit';
import { formatSigned } from '../../i18n/format.js';
import { t } from '../../i18n/index.js';
import { vars } from '../../components/css-vars.js';
import { renderOptionName } from '../draft-ballot.js';

export const sliderStyles = css`
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
    /* Equally wide with either text, so that the slider does not move. */
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
  /* The track; its filled part extends from the neutral score to the chosen one. */
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
  .slider input {
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
  .slider input::-webkit-slider-runnable-track {
    height: var(--thumb);
    background: transparent;
  }
  .slider input::-moz-range-track {
    background: transparent;
  }
  .slider input::-webkit-slider-thumb {
    -webkit-appearance: none;
    width: var(--thumb);
    height: var(--thumb);
    border: 3px solid var(--card);
    border-radius: 50%;
    background: var(--ink);
    box-shadow: 0 0 0 2px var(--ink);
  }
  .slider input::-moz-range-thumb {
    box-sizing: border-box;
    width: var(--thumb);
    height: var(--thumb);
    border: 3px solid var(--card);
    border-radius: 50%;
    background: var(--ink);
    box-shadow: 0 0 0 2px var(--ink);
  }
  .slider.empty input::-webkit-slider-thumb {
    visibility: hidden;
  }
  .slider.empty input::-moz-range-thumb {
    visibility: hidden;
  }
  .slider input:disabled {
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
    white-space: nowrap;
  }
`;

/**
 * Renders the row of an option: its name, the slider, and a button that sets the neutral score or removes the score. An option that was not
 * touched has no thumb on its slider and is labelled "not scored".
 */
export function scoreSlider({ option, i, score, min, max, neutral, locked, set, toggle }) {
  const scored = score !== undefined;
  const share = (value) => (value - min) / (max - min);
  const from = Math.min(share(neutral), share(score ?? neutral));
  const width = Math.abs(share(score ?? neutral) - share(neutral));
  const label = scored ? formatSigned(score, min < 0) : t('score.not-scored');
  return html`<div class="option ${scored ? 'given' : ''}">
    ${renderOptionName(option, i, `label-${i}`, html`<output class=${scored ? '' : 'none'} aria-hidden="true">${label}</output>`)}
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
          aria-valuetext=${score === neutral ? t('score.neutral-said', { score: label }) : label}
          data-testid="score-${option.id}"
          data-score=${score ?? ''}
          @input=${(event) => set(Number(event.target.value))}
          @pointerup=${(event) => set(Number(event.target.value))}
        />
      </div>
      <button
        ?hidden=${locked}
        aria-label=${t(scored ? 'score.clear-of' : 'score.set-of', { option: option.label, score: formatSigned(neutral, min < 0) })}
        data-testid="score-set-${option.id}"
        @click=${toggle}
      >
        ${scored ? t('score.clear') : t('score.set', { score: formatSigned(neutral, min < 0) })}
      </button>
      <div class="ticks" aria-hidden="true">
        <span>${formatSigned(min, min < 0)}</span><span>${formatSigned(max, min < 0)}</span>
      </div>
    </div>
  </div>`;
}
