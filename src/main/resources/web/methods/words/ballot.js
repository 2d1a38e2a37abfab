/**
 * Words: a field for each, up to the poll's maximum; another field appears when the last one is used.
 * Hooks: data-testid="word-N", from 0.
 */
import { css, html } from 'lit';
import { formatList } from '../../i18n/format.js';
import { t } from '../../i18n/index.js';
import { DraftBallot, hintWithChangeRule } from '../draft-ballot.js';
import { foldForComparison, codePointLength, normalizeWord } from '../text-normalization.js';

const MAX_LENGTH = 40;
/** The number of fields that are shown at first. */
const FIELDS_AT_START = 3;

/** A draft is the list of the fields' texts. */
class VhWords extends DraftBallot {
  static styles = [
    DraftBallot.styles,
    css`
      li {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--s1);
      }
      input[type='text'] {
        min-height: 3.5rem;
        padding-inline: var(--s4);
        border-radius: var(--radius);
        box-shadow: var(--shadow);
        font-size: var(--text-l);
        font-weight: 550;
      }
    `,
  ];

  draftFrom(ballot) {
    return ballot?.words ?? [];
  }

  // As the hub stores them: in lower case, because case is ignored, and sorted.
  ballotOf(typed) {
    return { words: typed.map(normalizeWord).filter(Boolean).sort(byCodeUnits) };
  }

  problemOf(typed) {
    const words = typed.map(normalizeWord);
    const long = words.find((each) => codePointLength(each) > MAX_LENGTH);
    if (long) return t('words.too-long', { word: [...long].slice(0, 12).join('') + '…', n: codePointLength(long) - MAX_LENGTH });
    const given = words.filter(Boolean);
    const twice = given.find((each, i) => isRepeated(given, i));
    if (twice) return t('words.twice', { word: twice });
    return given.length ? '' : t('words.none');
  }

  noteFor(typed) {
    return t('words.given', { n: typed.map(normalizeWord).filter(Boolean).length, all: maxWords(this.poll) });
  }

  describe(ballot) {
    return formatList(ballot.words ?? []);
  }

  renderFields(typed, locked) {
    const all = maxWords(this.poll);
    const shown = locked ? typed.length : Math.min(all, Math.max(FIELDS_AT_START, typed.filter((each) => each.trim()).length + 1, typed.length));
    const words = typed.map(normalizeWord);
    return html`<ol class="options">
      ${Array.from({ length: shown }, (_, i) => {
        const wrong = Boolean(words[i]) && (codePointLength(words[i]) > MAX_LENGTH || isRepeated(words, i));
        return html`<li>
          <input
            type="text"
            dir="auto"
            autocomplete="off"
            autocapitalize="none"
            enterkeyhint=${i < all - 1 ? 'next' : 'send'}
            maxlength="80"
            .value=${typed[i] ?? ''}
            ?readonly=${locked}
            placeholder=${t('words.field', { n: i + 1 })}
            aria-label=${t('words.field', { n: i + 1 })}
            aria-invalid=${wrong}
            aria-describedby="why"
            data-testid="word-${i}"
            @input=${(event) => this.#set(i, event.target.value)}
            @keydown=${(event) => this.#enter(event, i)}
          />
        </li>`;
      })}
    </ol>`;
  }

  #set(i, typed) {
    const words = [...this.value];
    while (words.length <= i) words.push('');
    words[i] = typed;
    this.change(words);
  }

  async #enter(event, i) {
    if (event.key !== 'Enter' || event.isComposing) return;
    event.preventDefault();
    await this.updateComplete;
    const next = this.value[i]?.trim() && this.renderRoot.querySelector(`[data-testid="word-${i + 1}"]`);
    if (next) next.focus();
    else this.send();
  }
}

customElements.define('vh-words', VhWords);

const maxWords = ({ settings }) => settings?.max ?? 3;
const isRepeated = (words, i) => words.findIndex((each) => foldForComparison(each) === foldForComparison(words[i])) < i;
const byCodeUnits = (one, other) => (one < other ? -1 : one > other ? 1 : 0);

export const control = {
  collapses: true,
  hint: (poll) => hintWithChangeRule(poll, t('words.hint', { n: maxWords(poll) })),
  audience: (poll, tally, own) => html`<vh-words id="audience" .poll=${poll} .tally=${tally} .own=${own}></vh-words>`,
  describe: (poll, ballot) => formatList(ballot.words ?? []),
};
