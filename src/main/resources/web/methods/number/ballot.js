/**
 * A number: a field with its unit and the allowed range. An invalid number is explained while it is typed; if it is ambiguous, the control
 * asks which number is meant.
 *
 * Hooks: data-testid="number", "number-up", "number-down"; see number-disambiguation.js.
 */
import { css, html, nothing } from 'lit';
import { formatExact } from '../../i18n/format.js';
import { t } from '../../i18n/index.js';
import { DraftBallot, hintWithChangeRule } from '../draft-ballot.js';
import { validateNumber, parseNumber, formatForInput, stepNumber } from '../number-parsing.js';
import { renderReadings, readingsStyles } from '../number-disambiguation.js';

/** A draft is {typed, meant}: the text of the field, and the number if the voter has chosen one or the hub has counted it. */
class VhNumber extends DraftBallot {
  static styles = [
    DraftBallot.styles,
    readingsStyles,
    css`
      .field {
        display: flex;
        flex-wrap: wrap;
        justify-content: space-between;
        align-items: center;
        gap: var(--s2);
      }
      .box {
        flex: 1 1 9rem;
        display: flex;
        align-items: center;
        gap: var(--s2);
        min-width: 0;
        max-width: 100%;
        padding: 0 var(--s3);
        border: 1px solid var(--edge);
        border-radius: var(--radius);
        background: var(--card);
        box-shadow: var(--shadow);
        cursor: text;
      }
      .box:focus-within {
        outline: 3px solid var(--accent);
        outline-offset: 2px;
      }
      .box.wrong {
        border-color: var(--refused);
        box-shadow: inset 0 0 0 1px var(--refused);
      }
      input[type='text'] {
        flex: 1;
        min-width: 0;
        min-height: 4.5rem;
        padding: 0;
        border: 0 !important;
        outline: none;
        background: none;
        font-size: var(--text-2xl);
        font-weight: 650;
        font-variant-numeric: tabular-nums;
      }
      input::placeholder {
        font-size: var(--text-l);
        font-weight: 400;
      }
      .unit {
        flex: none;
        max-width: 45%;
        color: var(--ink-soft);
        font-size: var(--text-l);
        overflow-wrap: anywhere;
      }
      .field button {
        flex: none;
        width: 3.5rem;
        min-height: 3.5rem;
        font-size: var(--text-xl);
      }
    `,
  ];

  draftFrom(ballot) {
    return ballot ? exactly(ballot.number) : { typed: '' };
  }

  /** Drafts that were stored by an earlier version are the typed text only. */
  get value() {
    const draft = super.value;
    return typeof draft === 'string' ? { typed: draft } : draft;
  }

  ballotOf(draft) {
    return { number: this.#read(draft).number };
  }

  problemOf(draft) {
    if (!draft.typed.trim()) return t('number.none');
    const { number, either } = this.#read(draft);
    if (either) return t('number.which-why');
    if (number === undefined) return t('number.not-one');
    const { settings } = this.poll;
    const found = validateNumber(number, settings);
    if (!found) return '';
    const { why, below, above } = found;
    const plain = (value) => (value == null ? '' : formatExact(value));
    return t(`number.fault.${why}`, { min: written(this.poll, settings.min), max: written(this.poll, settings.max), below: plain(below), above: written(this.poll, above) });
  }

  noteFor(draft) {
    return t('number.yours', { number: written(this.poll, this.#read(draft).number) });
  }

  #read({ typed, meant }) {
    return meant === undefined ? parseNumber(typed, (number) => !validateNumber(number, this.poll.settings)) : { number: meant };
  }

  describe(ballot) {
    return written(this.poll, ballot.number);
  }

  renderFields(draft, locked) {
    const { settings = {}, question } = this.poll;
    const { either } = this.#read(draft);
    const wrong = Boolean(!either && draft.typed.trim() && this.problemOf(draft));
    const step = (id, face, direction) =>
      locked || settings.step == null
        ? nothing
        : html`<button data-testid="number-${id}" aria-label=${t(`number.${id}`, { n: formatExact(settings.step) })} @click=${() => this.#step(direction)}>${face}</button>`;
    return html`<div class="field">
        ${step('down', '−', -1)}
      <label class="box ${wrong ? 'wrong' : ''}">
        <span class="unseen">${question}</span>
        <input
          type="text"
          inputmode=${settings.min >= 0 ? (Number.isInteger(settings.step) && Number.isInteger(settings.min) ? 'numeric' : 'decimal') : 'text'}
          autocomplete="off"
          enterkeyhint="send"
          maxlength="40"
          placeholder=${wanted(this.poll)}
          .value=${draft.typed}
          ?readonly=${locked}
          aria-invalid=${wrong}
          aria-describedby="why"
          data-testid="number"
          @input=${(event) => this.change({ typed: event.target.value })}
          @keydown=${this.#key}
        />
        ${settings.unit ? html`<span class="unit" dir="auto">${settings.unit}</span>` : nothing}
      </label>
        ${step('up', '+', 1)}
      </div>
      ${renderReadings(either, (number) => this.change(exactly(number)))}`;
  }

  #key = (event) => {
    if (event.key === 'Enter' && !event.isComposing) this.send();
    const direction = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (!direction || this.poll.settings?.step == null) return;
    event.preventDefault();
    this.#step(direction);
  };

  #step(direction) {
    const { number } = this.#read(this.value);
    this.change(exactly(stepNumber(number, direction, this.poll.settings)));
  }
}

customElements.define('vh-number', VhNumber);

const exactly = (number) => ({ typed: formatForInput(number), meant: number });

function written({ settings }, number) {
  return number == null ? '' : `${formatExact(number)}${settings?.unit ? ` ${settings.unit}` : ''}`;
}

/** The placeholder, short enough for a phone. */
function wanted({ settings: { min, max } = {} }) {
  return min != null && max != null ? t('number.wanted.between', { min: formatExact(min), max: formatExact(max) }) : t('number.wanted.any');
}

function hint(poll) {
  const { min, max, step } = poll.settings ?? {};
  const kind = min != null && max != null ? 'between' : min != null ? 'from' : max != null ? 'to' : 'any';
  const bounds = t(`number.hint.${kind}`, { min: kind === 'between' ? formatExact(min) : written(poll, min), max: written(poll, max) });
  return hintWithChangeRule(poll, step == null ? `${bounds}.` : `${bounds}, ${step === 1 ? t('number.hint.whole') : t('number.hint.step', { step: formatExact(step) })}.`);
}

export const control = {
  collapses: true,
  hint,
  audience: (poll, tally, own) => html`<vh-number id="audience" .poll=${poll} .tally=${tally} .own=${own}></vh-number>`,
  describe: (poll, ballot) => written(poll, ballot.number),
};
