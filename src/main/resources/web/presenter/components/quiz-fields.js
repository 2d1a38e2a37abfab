/**
 * The editor's part for a question of a quiz: what is right, and what it is worth. Fires `vh-quiz` {quiz}, null for none.
 * Hooks: data-testid="quiz", "quiz-right-N" (the option at an index), "setting-number", "setting-tolerance", "setting-words", "setting-points",
 * "quiz-fast", "quiz-partial", "quiz-streak", "quiz-error".
 */
import { LitElement, css, html, nothing } from 'lit';
import '../../i18n/present-quiz.js';
import { letter } from '../../i18n/format.js';
import { t } from '../../i18n/index.js';
import { listField, numberField } from '../../methods/editor-fields.js';
import { shared } from '../../components/shared-styles.js';
import { newQuiz } from '../quiz-form.js';

class VhQuizFields extends LitElement {
  static properties = {
    /** see presenter/quiz-form.js; null for none */
    quiz: { attribute: false },
    method: {},
    options: { attribute: false },
    errors: { attribute: false },
  };

  static styles = [
    shared,
    css`
      :host {
        display: grid;
        gap: var(--s3);
        min-width: 0;
      }
      label.check {
        display: flex;
        align-items: center;
        gap: var(--s3);
        min-height: var(--target);
        min-width: 0;
        cursor: pointer;
        overflow-wrap: anywhere;
      }
      .check input {
        flex: none;
        width: 1.25rem;
        height: 1.25rem;
        accent-color: var(--accent);
      }
      .inner {
        display: grid;
        gap: var(--s3);
        min-width: 0;
        padding: var(--s3) var(--s4);
        border-inline-start: 3px solid var(--accent);
        background: var(--sunken);
      }
      fieldset {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 14rem), 1fr));
        gap: 0 var(--s4);
        min-width: 0;
        margin: 0;
        padding: 0;
        border: 0;
      }
      legend {
        padding: 0;
        font-weight: 600;
      }
      .letter {
        flex: none;
        min-width: 1.5em;
        font-weight: 700;
      }
      .fields {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 11rem), 1fr));
        gap: var(--s3);
      }
      .field {
        display: grid;
        align-content: start;
        gap: var(--s1);
        min-width: 0;
      }
    `,
  ];

  render() {
    const { quiz } = this;
    return html`<label class="check"
        ><input type="checkbox" data-testid="quiz" .checked=${Boolean(quiz)} @change=${(event) => this.#fire(event.target.checked ? newQuiz() : null)} /> ${t('quiz.is')}</label
      >
      ${quiz ? html`<div class="inner">${this.#right()} ${this.#worth()}</div>` : nothing}
      <p class="field-error" role="alert" data-testid="quiz-error">${quiz ? this.errors.map(({ detail }) => detail).join(' ') : ''}</p>`;
  }

  #right() {
    const { quiz, method } = this;
    const field = { values: quiz, change: (change) => this.#set(change), errorOf: () => '' };
    if (method === 'number')
      return html`<div class="fields">
        ${numberField({ ...field, name: 'number', labelKey: 'quiz.number', step: 'any' })} ${numberField({ ...field, name: 'tolerance', labelKey: 'quiz.tolerance', step: 'any', fallback: 0, min: 0 })}
      </div>`;
    if (method === 'words') return listField({ ...field, name: 'words', labelKey: 'quiz.words' });
    if (method === 'ranked') return html`<p>${t('quiz.ranked')}</p>`;
    return html`<fieldset>
      <legend>${t(method === 'single' ? 'quiz.which' : 'quiz.which-all')}</legend>
      ${this.options.map(({ key, label }, i) =>
        label.trim()
          ? html`<label class="check"
              ><input
                type="checkbox"
                data-testid="quiz-right-${i}"
                .checked=${quiz.right.includes(key)}
                @change=${(event) => this.#set({ right: event.target.checked ? [...quiz.right, key] : quiz.right.filter((each) => each !== key) })}
              /><span class="letter" aria-hidden="true">${letter(i)}</span><bdi>${label}</bdi></label
            >`
          : nothing,
      )}
    </fieldset>`;
  }

  #worth() {
    const { quiz, method } = this;
    return html`<div class="fields">
        ${numberField({ values: quiz, change: (change) => this.#set(change), errorOf: () => '', name: 'points', labelKey: 'quiz.worth', fallback: 1000, min: 0, max: 10000 })}
      </div>
      ${this.#check('fast', 'quiz.fast')} ${method === 'multiple' ? this.#check('partial', 'quiz.partial') : nothing} ${this.#check('streak', 'quiz.in-a-row')}`;
  }

  #check(name, key) {
    return html`<label class="check"
      ><input type="checkbox" data-testid="quiz-${name}" .checked=${this.quiz[name]} @change=${(event) => this.#set({ [name]: event.target.checked })} /> ${t(key)}</label
    >`;
  }

  #set(change) {
    this.#fire({ ...this.quiz, ...change });
  }

  #fire(quiz) {
    this.dispatchEvent(new CustomEvent('vh-quiz', { detail: { quiz } }));
  }
}

customElements.define('vh-quiz-fields', VhQuizFields);
