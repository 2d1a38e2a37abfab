/**
 * A text: a box that grows with it, and how much room is left, counted as the hub counts.
 * Hooks: data-testid="text", "text-left" (data-left).
 */
import { css, html } from 'lit';
import { t } from '../../i18n/index.js';
import { Draft, hintOf } from '../draft-ballot.js';
import { length, text } from '../text-normalization.js';

/** From here on the room left is said to screen readers, too. */
const FEW_LEFT = 20;

/** A draft is what was typed. */
class VhText extends Draft {
  static styles = [
    Draft.styles,
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

  begin(ballot) {
    return ballot?.text ?? '';
  }

  ballotOf(typed) {
    return { text: text(typed) };
  }

  faultOf(typed) {
    const left = this.#left(typed);
    if (left < 0) return t('text.too-long', { n: -left });
    return text(typed) ? '' : t('text.none');
  }

  noteOf() {
    return t('text.note');
  }

  describe(ballot) {
    return quoted(ballot.text);
  }

  #left(typed) {
    return most(this.poll) - length(text(typed));
  }

  fields(typed, locked) {
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
      <span class="unseen" role="status">${left >= 0 && left <= FEW_LEFT ? t('text.left', { n: left }) : ''}</span>
    </div>`;
  }
}

customElements.define('vh-text', VhText);

const most = ({ settings }) => settings?.maxLength ?? 280;
const quoted = (words = '') => `“${words}”`;

export const control = {
  folds: true,
  hint: (poll) => hintOf(poll, t(poll.settings?.moderated ? 'text.hint-moderated' : 'text.hint', { n: most(poll) })),
  audience: (poll, tally, own) => html`<vh-text id="audience" .poll=${poll} .tally=${tally} .own=${own}></vh-text>`,
  describe: (poll, ballot) => quoted(ballot.text),
};
