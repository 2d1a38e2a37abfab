/** Single choice. The first tap is the vote; no button has to be pressed. */
import { LitElement, html } from 'lit';
import { shared } from '../../components/shared-styles.js';
import { t } from '../../i18n/index.js';
import { renderResultCards, countsOf } from '../option-counts.js';
import { winnersOf } from '../winners.js';
import { isQuiz } from '../../quiz/quiz-poll.js';

class VhSingle extends LitElement {
  static properties = { poll: { attribute: false }, tally: { attribute: false }, own: { attribute: false } };
  static styles = shared;

  render() {
    const { poll, tally } = this;
    return html`<vh-choice-list
      type="radio"
      .options=${poll.options}
      .legend=${poll.question}
      .chosen=${chosenOf(this.own)}
      .counts=${countsOf(poll, tally)}
      ?counting=${poll.visible}
      .winners=${winnersOf(poll, tally)}
      .locked=${this.#locked}
      ?shaped=${isQuiz(poll)}
      @vh-pick=${(event) => this.choose(event.detail.id)}
    ></vh-choice-list>`;
  }

  /** Votes for an option; also called for its letter key. */
  choose(id) {
    if (this.#locked) return;
    this.dispatchEvent(new CustomEvent('vh-vote', { bubbles: true, detail: { ballot: { choice: id } } }));
  }

  get #locked() {
    const { attempt, counted } = this.own;
    const pending = attempt && attempt.state !== 'refused';
    return this.poll.settings?.change === false && Boolean(counted || pending || attempt?.code === 'already-voted');
  }
}

customElements.define('vh-single', VhSingle);

function chosenOf({ attempt, counted }) {
  const ballot = attempt && attempt.state !== 'refused' ? attempt.ballot : counted?.ballot;
  return new Set(ballot?.choice ? [ballot.choice] : []);
}

export const control = {
  hint: (poll) => (poll.settings?.change === false ? t('single.first-stands') : t('single.hint')),
  audience: (poll, tally, own) => html`<vh-single id="audience" .poll=${poll} .tally=${tally} .own=${own}></vh-single>`,
  renderResult: (poll, tally, own) => renderResultCards(poll, tally, new Set(own?.counted ? [own.counted.ballot.choice] : [])),
  describe: (poll, ballot) => poll.options.find(({ id }) => id === ballot.choice)?.label ?? '',
};
