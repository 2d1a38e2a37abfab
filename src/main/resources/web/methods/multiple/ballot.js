/** Multiple choice (approval): cards that are checked first and sent together. */
import { html } from 'lit';
import '../choice-list.js';
import { formatList } from '../../i18n/format.js';
import { t } from '../../i18n/index.js';
import { renderResultCards, countsOf } from '../option-counts.js';
import { winnersOf } from '../winners.js';
import { isQuiz } from '../../quiz/quiz-poll.js';
import { DraftBallot, hintWithChangeRule } from '../draft-ballot.js';

/** A draft is a list of option ids. */
class VhMultiple extends DraftBallot {
  draftFrom(ballot) {
    return ballot?.choices ?? [];
  }

  // In the order of the options, so that equal choices are equal ballots.
  ballotOf(chosen) {
    return { choices: this.poll.options.map(({ id }) => id).filter((id) => chosen.includes(id)) };
  }

  problemOf(chosen) {
    const { min, max } = limits(this.poll);
    if (chosen.length < min) return t('multiple.too-few', { n: min - chosen.length });
    return chosen.length > max ? t('multiple.too-many', { n: chosen.length - max }) : '';
  }

  noteFor(chosen) {
    return t('multiple.chosen', { n: chosen.length });
  }

  describe(ballot) {
    return describe(this.poll, ballot);
  }

  renderFields(chosen, locked) {
    const { poll, tally } = this;
    return html`<vh-choice-list
      type="checkbox"
      .options=${poll.options}
      .legend=${poll.question}
      .chosen=${new Set(chosen)}
      .counts=${countsOf(poll, tally)}
      ?counting=${poll.visible}
      .winners=${winnersOf(poll, tally)}
      .locked=${locked}
      ?shaped=${isQuiz(poll)}
      @vh-pick=${(event) => this.choose(event.detail.id)}
    ></vh-choice-list>`;
  }

  /** Checks or unchecks an option; also called for its letter key. */
  choose(id) {
    const chosen = this.value;
    this.change(chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id]);
  }
}

customElements.define('vh-multiple', VhMultiple);

function limits({ settings = {}, options }) {
  return { min: settings.min ?? 1, max: settings.max ?? options.length };
}

function describe(poll, ballot) {
  return formatList(poll.options.filter(({ id }) => ballot.choices?.includes(id)).map(({ label }) => label));
}

function hint(poll) {
  const { min, max } = limits(poll);
  const many = poll.options.length;
  const words =
    min === max
      ? t('multiple.exactly', { n: min })
      : min > 1 && max < many
        ? t('multiple.between', { min, max })
        : max < many
          ? t('multiple.up-to', { n: max })
          : min > 1
            ? t('multiple.at-least', { n: min })
            : t('multiple.any');
  return hintWithChangeRule(poll, words);
}

export const control = {
  collapses: true,
  hint,
  audience: (poll, tally, own) => html`<vh-multiple id="audience" .poll=${poll} .tally=${tally} .own=${own}></vh-multiple>`,
  renderResult: (poll, tally, own) => renderResultCards(poll, tally, new Set(own?.counted?.ballot.choices ?? [])),
  describe,
};
