/**
 * What becomes of words that nobody wants. Fires `vh-word-rules` with {wordRules}.
 * Hooks: data-testid="word-rules", "word-mode", "word-languages", "word-language-TAG", "word-own", "word-exceptions", "word-save".
 */
import '../../i18n/present-words.js';
import { LitElement, css, html } from 'lit';
import { disclosureStyles } from './disclosure-styles.js';
import { problemText } from '../../hub/problem-text.js';
import { locale, t } from '../../i18n/index.js';
import { shared } from '../../components/shared-styles.js';

const MODES = ['auto', 'off', 'hold', 'mask', 'refuse'];
/** Those that have a list. */
const LANGUAGES = 'ar cs da de en eo es fa fi fil fr hi hu it ja kab ko nl no pl pt ru sv th tlh tr zh'.split(' ');
const names = new Intl.DisplayNames(locale, { type: 'language' });

const LANGUAGES_BY_NAME = [...LANGUAGES].sort((one, other) => names.of(one).localeCompare(names.of(other), locale));

const words = (text) => text.split(/[\n,]/).map((word) => word.trim()).filter(Boolean);

class VhWordRules extends LitElement {
  static properties = {
    /** {mode, languages, words, exceptions, rev}; undefined until known */
    rules: { attribute: false },
    api: { attribute: false },
    error: { state: true },
    saved: { state: true },
  };

  static styles = [
    shared,
    disclosureStyles,
    css`
      :host {
        display: block;
        padding-top: var(--s2);
      }
      form {
        display: grid;
        gap: var(--s3);
      }
      select,
      textarea {
        width: 100%;
      }
      fieldset {
        min-width: 0;
        margin: 0;
        padding: 0;
        border: 0;
      }
      legend {
        padding: 0;
      }
      .languages {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 7rem), 1fr));
        gap: 0 var(--s4);
        max-height: 14rem;
        overflow-y: auto;
        padding: 0 var(--s3);
        border: 1px solid var(--edge);
        border-radius: var(--radius-s);
      }
      .check {
        display: flex;
        align-items: center;
        gap: var(--s2);
        min-height: var(--target);
        min-width: 0;
        overflow-wrap: anywhere;
        cursor: pointer;
      }
      .check input {
        flex: none;
        width: 1.25rem;
        height: 1.25rem;
        accent-color: var(--accent);
      }
      button {
        justify-self: start;
      }
    `,
  ];

  render() {
    const { mode = 'auto', languages = [], words: own = [], exceptions = [], rev = 0 } = this.rules ?? {};
    // All lists together find too much in everyday words; those of the page's language and English are a better start.
    const chosen = rev ? languages : ['en', locale.split('-')[0]];
    return html`<details data-testid="word-rules">
      <summary><span>${t('words-rules')}: <b>${t(`words-rules.${mode}`)}</b></span></summary>
      <form @submit=${this.#save}>
        <label
          ><span class="label">${t('words-rules.what')}</span>
          <select name="mode" data-testid="word-mode">
            ${MODES.map((each) => html`<option value=${each} ?selected=${each === mode}>${t(`words-rules.${each}`)}</option>`)}
          </select>
        </label>
        <fieldset data-testid="word-languages">
          <legend class="label">${t('words-rules.languages')}</legend>
          <div class="languages">
            ${LANGUAGES_BY_NAME.map(
              (each) => html`<label class="check"
                ><input type="checkbox" name="languages" value=${each} data-testid="word-language-${each}" .checked=${chosen.includes(each)} /> ${names.of(each)}</label
              >`,
            )}
          </div>
        </fieldset>
        <label
          ><span class="label">${t('words-rules.own')}</span>
          <textarea name="words" rows="2" data-testid="word-own" dir="auto" .value=${own.join('\n')}></textarea>
        </label>
        <label
          ><span class="label">${t('words-rules.exceptions')}</span>
          <textarea name="exceptions" rows="2" data-testid="word-exceptions" dir="auto" .value=${exceptions.join('\n')}></textarea>
        </label>
        <button data-testid="word-save" ?disabled=${!this.rules}>${t('words-rules.save')}</button>
      </form>
      <p class="soft small" role="status">${this.saved ? t('words-rules.saved') : ''}</p>
      <p class="field-error" role="alert">${this.error}</p>
    </details>`;
  }

  #save = async (event) => {
    event.preventDefault();
    const form = new FormData(event.target);
    this.error = '';
    this.saved = false;
    try {
      const wordRules = await this.api.changeWordRules({
        mode: form.get('mode'),
        languages: form.getAll('languages'),
        words: words(form.get('words')),
        exceptions: words(form.get('exceptions')),
      });
      this.saved = true;
      this.dispatchEvent(new CustomEvent('vh-word-rules', { detail: { wordRules } }));
    } catch (error) {
      this.error = problemText(error);
    }
  };
}

customElements.define('vh-word-rules', VhWordRules);
