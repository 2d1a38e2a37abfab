/** Several choices (approval): cards that are checked first and sent together. */
import { html } from 'lit';
import '../choice-list.js';
import { formatList } from '../../i18n/format.js';
import { t } from '../../i18n/index.js';
import { cards, countsOf } from '../option-counts.js';
import { winnersOf } from '../winners.js';
import { Draft, hintOf } from '../draft-ballot.js';

/** A draft is a list of option ids. */
class VhMultiple extends Draft {
  begin(ballot) {
    return ballot?.choices ?? [];
  }

  // In the options' order, so that the same choice is the same ballot.
  ballotOf(chosen) {
    return { choices: this.poll.options.map(({ id }) => id).filter((id) => chosen.includes(id)) };
  }

  faultOf(chosen) {
    const { min, max } = limits(this.poll);
    if (chosen.length < min) return t('multiple.too-few', { n: min - chosen.length });
    return chosen.length > max ? t('multiple.too-many', { n: chosen.length - max }) : '';
  }

  noteOf(chosen) {
    return t('multiple.chosen', { n: chosen.length });
  }

  describe(ballot) {
    return describe(this.poll, ballot);
  }

  fields(chosen, locked) {
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
  return hintOf(poll, words);
}

export const control = {
  folds: true,
  hint,
  audience: (poll, tally, own) => html`<vh-multiple id="audience" .poll=${poll} .tally=${tally} .own=${own}></vh-multiple>`,
  read: (poll, tally, own) => cards(poll, tally, new Set(own?.counted?.ballot.choices ?? [])),
  describe,
};
