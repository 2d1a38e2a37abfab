/**
 * The box to ask a question in. What is typed is kept as other drafts are, and the name for the next room, too. Fires `vh-ask` {text, name}.
 * Hooks: data-testid="ask-text", "ask-left" with data-left, "ask-name", "ask" (aria-disabled), "ask-why".
 */
import { LitElement, css, html, nothing } from 'lit';
import { shared } from '../components/shared-styles.js';
import { readStored, writeStored } from '../hub/local-storage.js';
import { t } from '../i18n/index.js';
import { readDraft, storeDraft } from '../methods/draft-storage.js';
import { codePointLength, normalizeText } from '../methods/text-normalization.js';

const NAME_KEY = 'votehub.name';
const MAX_NAME = 40;
/** From this number on, the characters left are announced to screen readers. */
const ANNOUNCE_BELOW = 20;

class VhQuestionForm extends LitElement {
  static properties = {
    poll: { attribute: false },
    /** How many questions the voter may still ask */
    left: { type: Number },
    text: { state: true },
    name: { state: true },
    /** Whether the voter wanted to ask what cannot be asked yet */
    attempted: { state: true },
  };

  static styles = [
    shared,
    css`
      form {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--s2);
      }
      textarea {
        display: block;
        min-height: 4.5rem;
        max-height: 50vh;
        padding: var(--s3) var(--s4);
        border-radius: var(--radius);
        box-shadow: var(--shadow);
        /* Smaller letters make iOS zoom. */
        font-size: max(16px, 1.0625rem);
        line-height: 1.4;
        resize: none;
        field-sizing: content;
      }
      input {
        font-size: max(16px, 1rem) !important;
      }
      .line {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--s1) var(--s3);
      }
      .hints {
        flex: 1 1 9rem;
        min-width: 0;
      }
      .left {
        white-space: nowrap;
      }
      .over,
      .why {
        color: var(--refused);
        font-weight: 650;
      }
      button {
        flex: 0 0 auto;
        min-width: 7.5rem;
        min-height: 3rem;
        font-size: var(--text-l);
      }
      button[aria-disabled='true'],
      button[aria-disabled='true']:hover {
        border-color: var(--edge);
        background: transparent;
        color: var(--ink-soft);
        cursor: default;
      }
      .none {
        padding: var(--s3) var(--s4);
        border: 1px dashed var(--edge);
        border-radius: var(--radius);
        color: var(--ink-soft);
      }
    `,
  ];

  constructor() {
    super();
    this.text = '';
    this.attempted = false;
    this.name = readStored(NAME_KEY) ?? '';
  }

  willUpdate(changed) {
    const before = changed.get('poll');
    if (changed.has('poll') && (before?.id !== this.poll.id || before?.run !== this.poll.run)) this.text = readDraft(this.poll)?.text ?? '';
  }

  render() {
    const { settings } = this.poll;
    const perVoter = settings?.perVoter ?? 3;
    const left = this.#charactersLeft;
    const why = this.#problem;
    // What was typed stays readable, even if it can no longer be asked.
    if (this.left <= 0 && !this.text) return html`<p class="none small" data-testid="ask-none">${t('questions.slots-none', { n: perVoter })}</p>`;
    return html`<form novalidate @submit=${this.#submit}>
      <textarea
        rows="2"
        dir="auto"
        aria-label=${t('questions.ask-label')}
        placeholder=${t('questions.ask-label')}
        aria-invalid=${left < 0}
        aria-describedby="left why"
        data-testid="ask-text"
        .value=${this.text}
        @input=${(event) => this.#change(event.target.value)}
        @keydown=${(event) => event.key === 'Enter' && (event.ctrlKey || event.metaKey) && this.#submit(event)}
      ></textarea>
      ${settings?.names === 'optional'
        ? html`<input
            type="text"
            dir="auto"
            maxlength=${MAX_NAME}
            autocomplete="name"
            aria-label=${t('questions.name')}
            placeholder=${t('questions.name')}
            data-testid="ask-name"
            .value=${this.name}
            @input=${(event) => this.#setName(event.target.value)}
          />`
        : nothing}
      <div class="line">
        <p class="hints small soft">
          <span id="left" class="left ${left < 0 ? 'over' : ''}" data-testid="ask-left" data-left=${left}
            >${left < 0 ? t('questions.over', { n: -left }) : t('questions.left', { n: left })}</span
          >
          <span id="why" class=${this.attempted && why ? 'why' : ''} data-testid="ask-why" role=${this.attempted && why ? 'alert' : nothing}
            >${this.attempted && why ? ` · ${why}` : this.text ? '' : ` · ${t('questions.slots', { n: Math.max(0, this.left) })}`}</span
          >
        </p>
        <button class="primary" data-testid="ask" aria-disabled=${Boolean(why)}>${t('questions.ask')}</button>
      </div>
      ${settings?.moderated ? html`<p class="small soft">${t('questions.moderated')}</p>` : nothing}
      <span class="unseen" role="status">${left >= 0 && left <= ANNOUNCE_BELOW ? t('questions.left', { n: left }) : ''}</span>
    </form>`;
  }

  /** Empties the box: its question was taken. */
  clear() {
    this.#change('');
  }

  /** Fills the box with a question that was refused. */
  fill(text, name) {
    this.#change(text);
    if (name) this.#setName(name);
    this.updateComplete.then(() => this.renderRoot.querySelector('textarea')?.focus());
  }

  get #charactersLeft() {
    return (this.poll.settings?.maxLength ?? 300) - codePointLength(normalizeText(this.text));
  }

  /** Why the question cannot be asked, or ''. */
  get #problem() {
    if (this.left <= 0) return t('questions.slots-none', { n: this.poll.settings?.perVoter ?? 3 });
    if (this.#charactersLeft < 0) return t('questions.over', { n: -this.#charactersLeft });
    return normalizeText(this.text) ? '' : t('questions.empty-text');
  }

  #change(text) {
    this.text = text;
    this.attempted = false;
    storeDraft(this.poll, text ? { text } : null);
  }

  #setName(name) {
    this.name = name;
    writeStored(NAME_KEY, name || null);
  }

  #submit(event) {
    event.preventDefault();
    this.attempted = true;
    if (this.#problem) return this.renderRoot.querySelector('textarea').focus();
    const name = this.poll.settings?.names === 'optional' ? this.name.trim() : '';
    this.dispatchEvent(new CustomEvent('vh-ask', { detail: { text: normalizeText(this.text), name } }));
    // Closes the on-screen keyboard, which would cover what became of the question.
    if (matchMedia('(hover: none)').matches) this.renderRoot.querySelector('textarea')?.blur();
  }
}

customElements.define('vh-question-form', VhQuestionForm);
