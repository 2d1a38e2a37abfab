/** Several choices (approval). Cards are checked first and sent with a button, which says what still stands in the way. */
import { LitElement, css, html } from 'lit';
import { shared } from '../components/shared.js';
import { sameBallot } from '../ballots.js';
import { formatList } from '../format.js';
import { t } from '../i18n/index.js';
import { cards, countsOf, winnersOf } from './counting.js';

/**
 * Hooks: data-testid="send" (the button; aria-disabled says whether it would send), data-testid="send-why".
 */
class VhMultiple extends LitElement {
  static properties = {
    poll: { attribute: false },
    tally: { attribute: false },
    own: { attribute: false },
    draft: { state: true },
  };

  static styles = [
    shared,
    css`
      .send {
        display: grid;
        gap: var(--s2);
        margin-top: var(--s4);
      }
      button {
        width: 100%;
        min-height: 3.5rem;
        font-size: var(--text-l);
      }
      .why {
        min-height: 1.5em;
        text-align: center;
      }
    `,
  ];

  render() {
    const { poll, tally } = this;
    const chosen = this.#chosen;
    const why = this.#why(chosen);
    return html`<vh-choice-list
        type="checkbox"
        .options=${poll.options}
        .legend=${poll.question}
        .chosen=${chosen}
        .counts=${countsOf(poll, tally)}
        .winners=${winnersOf(poll, tally)}
        .locked=${this.#locked}
        @vh-pick=${(event) => this.choose(event.detail.id)}
      ></vh-choice-list>
      <div class="send" ?hidden=${this.#locked}>
        <button class="primary" data-testid="send" aria-disabled=${Boolean(why)} aria-describedby="why" @click=${this.#send}>
          ${this.own.counted || this.own.attempt ? t('multiple.send-changed') : t('multiple.send')}
        </button>
        <p id="why" class="why soft small" data-testid="send-why">${why || t('multiple.chosen', { n: chosen.size })}</p>
      </div>`;
  }

  /** Checks or unchecks an option; also called for its letter key. */
  choose(id) {
    if (this.#locked) return;
    const chosen = new Set(this.#chosen);
    if (!chosen.delete(id)) chosen.add(id);
    this.draft = chosen;
  }

  #send() {
    const chosen = this.#chosen;
    if (this.#why(chosen)) return;
    this.dispatchEvent(new CustomEvent('vh-vote', { bubbles: true, detail: { ballot: ballotOf(this.poll, chosen) } }));
    this.draft = null;
  }

  get #chosen() {
    return this.draft ?? chosenOf(this.own);
  }

  get #locked() {
    const { attempt, counted } = this.own;
    const pending = attempt && attempt.state !== 'refused';
    return this.poll.settings?.change === false && Boolean(counted || pending || attempt?.code === 'already-voted');
  }

  /** Why the ballot cannot be sent; empty when it can. */
  #why(chosen) {
    const { min, max } = limits(this.poll);
    if (chosen.size < min) return t('multiple.too-few', { n: min - chosen.size });
    if (chosen.size > max) return t('multiple.too-many', { n: chosen.size - max });
    const { attempt, counted } = this.own;
    const standing = attempt && attempt.state !== 'refused' ? attempt.ballot : attempt ? null : counted?.ballot;
    return sameBallot(ballotOf(this.poll, chosen), standing && ballotOf(this.poll, new Set(standing.choices))) ? t('multiple.sent') : '';
  }
}

customElements.define('vh-multiple', VhMultiple);

function limits({ settings = {}, options }) {
  return { min: settings.min ?? 1, max: settings.max ?? options.length };
}

function chosenOf({ attempt, counted }) {
  return new Set((attempt && attempt.state !== 'refused' ? attempt.ballot : counted?.ballot)?.choices ?? []);
}

/** In the options' order, so that the same choice is the same ballot. */
function ballotOf(poll, chosen) {
  return { choices: poll.options.map(({ id }) => id).filter((id) => chosen.has(id)) };
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
  return poll.settings?.change === false ? `${words} ${t('single.first-stands')}` : words;
}

export const control = {
  hint,
  audience: (poll, tally, own) => html`<vh-multiple id="audience" .poll=${poll} .tally=${tally} .own=${own}></vh-multiple>`,
  read: (poll, tally, own) => cards(poll, tally, new Set(own?.counted?.ballot.choices ?? [])),
  describe: (poll, ballot) => formatList(poll.options.filter(({ id }) => ballot.choices?.includes(id)).map(({ label }) => label)),
};
