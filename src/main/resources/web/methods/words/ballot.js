/**
 * Words: a field for each, as many as the poll allows; the next one appears when the one before is used.
 * Hooks: data-testid="word-N", from 0.
 */
import { css, html } from 'lit';
import { formatList } from '../../i18n/format.js';
import { t } from '../../i18n/index.js';
import { Draft, hintOf } from '../draft-ballot.js';
import { folded, length, word } from '../text-normalization.js';

const LONGEST = 40;
/** So many fields are shown from the start. */
const SHOWN = 3;

/** A draft is what was typed, field by field. */
class VhWords extends Draft {
  static styles = [
    Draft.styles,
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

  begin(ballot) {
    return ballot?.words ?? [];
  }

  // As the hub keeps them: in lower case, because case does not tell words apart, and in order.
  ballotOf(typed) {
    return { words: typed.map(word).filter(Boolean).sort(byUnits) };
  }

  faultOf(typed) {
    const words = typed.map(word);
    const long = words.find((each) => length(each) > LONGEST);
    if (long) return t('words.too-long', { word: [...long].slice(0, 12).join('') + '…', n: length(long) - LONGEST });
    const given = words.filter(Boolean);
    const twice = given.find((each, i) => stoodBefore(given, i));
    if (twice) return t('words.twice', { word: twice });
    return given.length ? '' : t('words.none');
  }

  noteOf(typed) {
    return t('words.given', { n: typed.map(word).filter(Boolean).length, all: most(this.poll) });
  }

  describe(ballot) {
    return formatList(ballot.words ?? []);
  }

  fields(typed, locked) {
    const all = most(this.poll);
    const shown = locked ? typed.length : Math.min(all, Math.max(SHOWN, typed.filter((each) => each.trim()).length + 1, typed.length));
    const words = typed.map(word);
    return html`<ol class="options">
      ${Array.from({ length: shown }, (_, i) => {
        const wrong = Boolean(words[i]) && (length(words[i]) > LONGEST || stoodBefore(words, i));
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

const most = ({ settings }) => settings?.max ?? 3;
const stoodBefore = (words, i) => words.findIndex((each) => folded(each) === folded(words[i])) < i;
const byUnits = (one, other) => (one < other ? -1 : one > other ? 1 : 0);

export const control = {
  folds: true,
  hint: (poll) => hintOf(poll, t('words.hint', { n: most(poll) })),
  audience: (poll, tally, own) => html`<vh-words id="audience" .poll=${poll} .tally=${tally} .own=${own}></vh-words>`,
  describe: (poll, ballot) => formatList(ballot.words ?? []),
};
