/**
 * Points: a total to distribute, with a stepper for each option; the points left are always in sight. Steppers cannot exceed the total; a
 * typed number that does, or that is no whole number, is marked as an error.
 *
 * Hooks: data-testid="points-ID" (the field), "points-more-ID", "points-less-ID", "points-rest-ID", "points-left" (data-left).
 */
import { css, html, nothing } from 'lit';
import { formatList, formatNumber } from '../../i18n/format.js';
import { t } from '../../i18n/index.js';
import { directionOf } from '../../i18n/text-direction.js';
import { vars } from '../../components/css-vars.js';
import { DraftBallot, hintWithChangeRule, renderOptionName } from '../draft-ballot.js';
import { validateNumber, parseNumber } from '../number-parsing.js';

/** A draft is {option id: points}, without options that have none; text that is no number of points is kept as typed. */
class VhPoints extends DraftBallot {
  static properties = {
    /** {id, text}: the field that is being edited, whose text is not reformatted */
    typing: { state: true },
  };

  static styles = [
    DraftBallot.styles,
    css`
      .left {
        position: sticky;
        top: 0;
        z-index: 1;
        display: grid;
        gap: var(--s1);
        padding: var(--s2) 0;
        background: var(--paper);
      }
      .left p {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: var(--s2);
      }
      .left b {
        flex: none;
        font-size: var(--text-xl);
        font-variant-numeric: tabular-nums;
      }
      .left.over b {
        color: var(--refused);
      }
      .meter,
      .part {
        display: block;
        height: 8px;
        border-radius: 4px;
        background: var(--sunken);
        box-shadow: inset 0 0 0 1px var(--edge);
        overflow: hidden;
      }
      .meter i,
      .part i {
        display: block;
        width: calc(var(--share) * 100%);
        height: 100%;
        background: var(--fill);
        forced-color-adjust: none;
        transition: width var(--move);
      }
      .stepper {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--s2);
      }
      .stepper input {
        flex: 1 1 4rem;
        min-width: 0;
        max-width: 8rem;
        font-size: var(--text-l);
        font-weight: 650;
        font-variant-numeric: tabular-nums;
        text-align: center;
      }
      .stepper button {
        flex: none;
        font-size: var(--text-l);
      }
      .stepper .rest {
        margin-inline-start: auto;
        font-size: var(--text-m);
      }
      .stepper button[aria-disabled='true'] {
        background: transparent;
        opacity: 0.45;
      }
    `,
  ];

  draftFrom(ballot) {
    return ballot?.points ?? {};
  }

  ballotOf(points) {
    return { points };
  }

  problemOf(points) {
    const unread = Object.values(points).find((each) => typeof each === 'string');
    if (unread !== undefined) return t('points.not-whole', { typed: unread });
    const given = sum(points);
    if (given > total(this.poll)) return t('points.too-many', { n: given - total(this.poll) });
    return given ? '' : t('points.none');
  }

  noteFor(points) {
    const left = total(this.poll) - sum(points);
    return left ? t('points.some-left', { n: left }) : t('points.all-given');
  }

  describe(ballot) {
    return describe(this.poll, ballot);
  }

  renderFields(points, locked) {
    const all = total(this.poll);
    const left = all - sum(points);
    return html`<div class="left ${left < 0 ? 'over' : ''}" data-testid="points-left" data-left=${left}>
        <p role="status"><b>${formatNumber(Math.abs(left))}</b> <span>${t(left < 0 ? 'points.over' : 'points.left', { n: Math.abs(left), all })}</span></p>
        <span class="meter" ${vars({ share: Math.max(0, left) / all, fill: 'var(--accent)' })}><i></i></span>
      </div>
      <ul class="options" dir=${directionOf(this.poll.options)}>
        ${this.poll.options.map((option, i) => html`<li>${this.#row(option, i, points[option.id], Math.max(0, left), locked)}</li>`)}
      </ul>`;
  }

  #row(option, i, entry, left, locked) {
    const all = total(this.poll);
    const given = number(entry);
    const step = stepOf(all);
    const button = (what, face, words, by) => html`<button
      class=${what}
      data-testid="points-${what}-${option.id}"
      aria-label=${words}
      aria-disabled=${!by}
      @click=${() => by && this.#set(option.id, given + by)}
    >
      ${face}
    </button>`;
    const label = option.label;
    return html`<div class="option ${entry ? 'given' : ''}">
      ${renderOptionName(option, i, `label-${i}`)}
      <div class="stepper">
        ${locked ? nothing : button('less', '−', t('points.less', { option: label, n: step }), -Math.min(step, given))}
        <input
          type="text"
          inputmode="numeric"
          autocomplete="off"
          aria-labelledby="label-${i}"
          ?readonly=${locked}
          maxlength="12"
          aria-invalid=${typeof entry === 'string'}
          .value=${this.typing?.id === option.id ? this.typing.text : String(entry ?? 0)}
          data-testid="points-${option.id}"
          @focus=${(event) => event.target.select()}
          @input=${(event) => this.#type(option.id, event.target.value)}
          @blur=${() => (this.typing = undefined)}
          @keydown=${(event) => this.#key(event, option.id, given, left)}
        />
        ${locked
          ? nothing
          : html`${button('more', '+', t('points.more', { option: label, n: step }), Math.min(step, left))}
            ${button('rest', t('points.rest'), t('points.rest-to', { option: label }), left)}`}
      </div>
      <span class="part" ${vars({ share: Math.min(1, given / all), fill: `var(--hue-${(i % 8) + 1})` })}><i></i></span>
    </div>`;
  }

  #key(event, id, given, left) {
    const step = stepOf(total(this.poll));
    const by = { ArrowUp: Math.min(step, left), ArrowDown: -Math.min(step, given) }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    this.#set(id, given + by);
  }

  #type(id, text) {
    const { number: points } = parseNumber(text, isPoints);
    this.#set(id, text.trim() === '' ? 0 : isPoints(points) ? points : text);
    this.typing = { id, text };
  }

  #set(id, points) {
    const { [id]: before, ...others } = this.value;
    this.typing = undefined;
    this.change(points ? { ...others, [id]: points } : others);
  }

  /** Adds a step, while points are left; called for the option's letter key. */
  choose(id) {
    const given = number(this.value[id]);
    const left = total(this.poll) - sum(this.value);
    this.#set(id, given + Math.max(0, Math.min(stepOf(total(this.poll)), left)));
  }
}

customElements.define('vh-points', VhPoints);

const total = ({ settings }) => settings?.total ?? 100;
const isPoints = (value) => value !== undefined && !validateNumber(value, { min: 0, step: 1 });
const number = (entry) => (typeof entry === 'number' ? entry : 0);
const sum = (points) => Object.values(points).reduce((all, each) => all + number(each), 0);

/** The step is about a twentieth of the total, so that a few taps give a fair share; any number can be typed. */
const stepOf = (all) => (all >= 200 ? Math.round(all / 200) * 10 : all >= 50 ? 5 : 1);

function describe(poll, ballot) {
  const given = poll.options.filter(({ id }) => ballot.points?.[id]);
  return formatList(given.map(({ id, label }) => `${label} ${formatNumber(ballot.points[id])}`));
}

export const control = {
  collapses: true,
  hint: (poll) => hintWithChangeRule(poll, t('points.hint', { n: total(poll) })),
  audience: (poll, tally, own) => html`<vh-points id="audience" .poll=${poll} .tally=${tally} .own=${own}></vh-points>`,
  describe,
};
