/**
 * A text: a box that grows with its content, and the number of characters left, counted as the hub counts.
 * Hooks: data-testid="text", "text-left" (data-left).
 */
import { css, html } from 'lit';
import { t } from '../../i18n/index.js';
import { DraftBallot, hintWithChangeRule } from '../draft-ballot.js';
import { codePointLength, normalizeText } from '../text-normalization.js';

/** From this number on, the characters left are announced to screen readers. */
const ANNOUNCE_BELOW = 20;

/** A draft is the typed text. */
class VhText extends DraftBallot {
  static styles = [
    DraftBallot.styles,
    css`
      .box {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--s1);
      }
      textarea {
        display: block;
        min-height: 8.5rem;
        max-height: 60vh;
        padding: var(--s3) var(--s4);
        border-radius: var(--radius);
        box-shadow: var(--shadow);
        font-size: 1.0625rem;
        line-height: 1.45;
        resize: vertical;
        field-sizing: content;
      }
      .left {
        font-variant-numeric: tabular-nums;
        text-align: end;
      }
      .over {
        color: var(--refused);
        font-weight: 650;
      }
    `,
  ];

  draftFrom(ballot) {
    return ballot?.text ?? '';
  }

  ballotOf(typed) {
    return { text: normalizeText(typed) };
  }

  problemOf(typed) {
    const left = this.#left(typed);
    if (left < 0) return t('text.too-long', { n: -left });
    return normalizeText(typed) ? '' : t('text.none');
  }

  noteFor() {
    return t('text.note');
  }

  describe(ballot) {
    return quoted(ballot.text);
  }

  #left(typed) {
    return maxLength(this.poll) - codePointLength(normalizeText(typed));
  }

  renderFields(typed, locked) {
    const left = this.#left(typed);
    return html`<div class="box">
      <textarea
        rows="4"
        dir="auto"
        .value=${typed}
        ?readonly=${locked}
        aria-label=${this.poll.question}
        aria-invalid=${left < 0}
        aria-describedby="left why"
        data-testid="text"
        @input=${(event) => this.change(event.target.value)}
        @keydown=${(event) => event.key === 'Enter' && (event.ctrlKey || event.metaKey) && this.send()}
      ></textarea>
      <p id="left" class="left small ${left < 0 ? 'over' : 'soft'}" data-testid="text-left" data-left=${left}>
        ${left < 0 ? t('text.over', { n: -left }) : t('text.left', { n: left })}
      </p>
      <span class="unseen" role="status">${left >= 0 && left <= ANNOUNCE_BELOW ? t('text.left', { n: left }) : ''}</span>
    </div>`;
  }
}

customElements.define('vh-text', VhText);

const maxLength = ({ settings }) => settings?.maxLength ?? 280;
const quoted = (words = '') => `“${words}”`;

export const control = {
  collapses: true,
  hint: (poll) => hintWithChangeRule(poll, t(poll.settings?.moderated ? 'text.hint-moderated' : 'text.hint', { n: maxLength(poll) })),
  audience: (poll, tally, own) => html`<vh-text id="audience" .poll=${poll} .tally=${tally} .own=${own}></vh-text>`,
  describe: (poll, ballot) => quoted(ballot.text),
};
