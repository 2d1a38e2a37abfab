/**
 * The form for a poll, new or a draft. Fires `vh-save` {id, fields} and `vh-cancel`; the owner passes the hub's refusal back in `problem`,
 * which is shown at the fields. Fires `vh-form` {form} with every change; passed back as `start`, editing continues from there.
 * Hooks: data-testid="question", "method-NAME", "method-when", "electorate", "secret", "rolls-page", "change", "marks", "abstain", "results", "grace", "proof", "save", "cancel", "options-error", "editor-error"; see option-editor and template-picker.
 */
import { LitElement, html, nothing } from 'lit';
import { optionForApi } from '../presenter-actions.js';
import { t } from '../../i18n/index.js';
import { METHODS, editorOf, methods } from '../../methods/index.js';
import { problemText } from '../../hub/problem-text.js';
import { ChangeController } from '../../hub/change-controller.js';
import './option-editor.js';
import './picture-field.js';
import './quiz-fields.js';
import { formOf, newOption, ownSettings } from '../poll-form.js';
import { proofOf, proofsOf } from '../proof-setting.js';
import { QUIZ_METHODS, optionsForVoters, quizSetting } from '../quiz-form.js';
import { pollEditorStyles } from './poll-editor-styles.js';
import { shared } from '../../components/shared-styles.js';
import './template-picker.js';

const GRACES_MS = [0, 1000, 2000, 5000];

class VhPollEditor extends LitElement {
  static properties = {
    /** The draft to edit; null for a new poll */
    poll: { attribute: false },
    start: { attribute: false },
    problem: { attribute: false },
    /** The voter rolls of the room, or null while they are not known */
    rolls: { attribute: false },
    /** Sends a picture to the hub; resolves to {id, width, height} */
    sendPicture: { attribute: false },
    /** The address of the page of voter rolls, for whom may make one */
    rollsPage: {},
    saving: { type: Boolean },
    /** Whether Save was pressed and the module of the method is still being loaded */
    due: { state: true },
    form: { state: true },
    errors: { state: true },
  };

  static styles = [shared, pollEditorStyles];

  constructor() {
    super();
    new ChangeController(this, methods);
  }

  willUpdate(changed) {
    if (changed.has('poll') || !this.form) {
      this.form = this.start ?? formOf(this.poll);
      this.errors = [];
    }
    if (changed.has('problem')) this.errors = (this.problem?.errors ?? []).map((error) => ({ ...error, pointer: this.#inForm(error.pointer) }));
  }

  firstUpdated() {
    this.renderRoot.querySelector('#question').focus();
  }

  updated(changed) {
    if (this.due && this.#editor) this.#save();
    if (changed.has('problem') && this.problem) this.#scrollToError();
  }

  /** Scrolls to the first error, because the button is at the end of a long form. */
  #scrollToError() {
    const errorElement = [...this.renderRoot.querySelectorAll('.field-error')].find((each) => each.textContent.trim());
    (errorElement ?? this.renderRoot.querySelector('vh-option-editor'))?.scrollIntoView({ block: 'nearest' });
  }

  render() {
    const { form } = this;
    return html`<form novalidate @submit=${this.#submit}>
      <h2>${t(this.poll ? 'editor.edit' : 'editor.new')}</h2>
      ${this.poll
        ? nothing
        : html`<vh-template-picker
            .chosen=${form.template}
            ?back=${Boolean(form.before)}
            @vh-template=${(event) => this.#fill(event.detail.template)}
            @vh-back=${() => this.#replace(form.before)}
          ></vh-template-picker>`}
      <div class="field">
        <label for="question">${t('editor.question')}</label>
        <textarea
          id="question"
          rows="2"
          dir="auto"
          maxlength="500"
          data-testid="question"
          aria-invalid=${Boolean(this.#errorOf('/question'))}
          aria-describedby="question-error"
          .value=${form.question}
          @input=${(event) => this.#set({ question: event.target.value })}
          @paste=${(event) => this.renderRoot.querySelector('vh-picture-field').takePasted(event)}
        ></textarea>
        <span id="question-error" class="field-error">${this.#errorOf('/question')}</span>
      </div>
      <vh-picture-field
        name="question-picture"
        .of=${t('picture.question')}
        .picture=${form.picture ?? {}}
        .send=${this.sendPicture}
        .error=${this.#errorOf('/image') || this.#errorOf('/alt')}
        @vh-picture=${(event) => this.#set({ picture: event.detail })}
      ></vh-picture-field>
      ${this.#editor?.options === false ? nothing : this.#options()}
      ${this.#methods()}
      ${this.#quiz()}
      ${this.#voters()}
      ${this.#settings()}
      <div class="buttons">
        <p class="field-error" role="alert" data-testid="editor-error">${this.problem && !this.problem.errors?.length ? problemText(this.problem) : this.#otherErrors()}</p>
        <button class="primary" data-testid="save" aria-disabled=${Boolean(this.saving || this.due)}>${t('editor.save')}</button>
        <button type="button" data-testid="cancel" @click=${() => this.dispatchEvent(new CustomEvent('vh-cancel'))}>${t('editor.cancel')}</button>
      </div>
    </form>`;
  }

  #methods() {
    const { method } = this.form;
    return html`<fieldset>
      <legend>${t('editor.method')}</legend>
      <div class="methods" aria-describedby="when">
        ${METHODS.map(
          (name) => html`<label class="method" data-testid="method-${name}">
            <input class="unseen" type="radio" name="method" .checked=${method === name} @change=${() => this.#set({ method: name })} />
            <span>${t(`method.${name}`)}</span>
          </label>`,
        )}
      </div>
      <p id="when" class="soft small" data-testid="method-when">${t(`method.${method}.when`)} <i>${t(`method.${method}.example`)}</i></p>
    </fieldset>`;
  }

  #options() {
    const { form } = this;
    return html`<fieldset>
      <legend>${t('editor.options')}</legend>
      <vh-option-editor
        .options=${form.options}
        .sendPicture=${this.sendPicture}
        .errorOf=${(pointer) => this.#errorOf(pointer)}
        @vh-options=${(event) => this.#set({ options: event.detail.options })}
      ></vh-option-editor>
      <span class="field-error" data-testid="options-error">${this.#errorOf('/options')}</span>
    </fieldset>`;
  }

  /** The pointer of a field in the form's order of options, which is not always that of the poll. */
  #inForm(pointer) {
    const [, start, index, rest = ''] = /^(\/options\/)(\d+)(.*)$/.exec(pointer) ?? [];
    return start && this.sent?.[index] !== undefined ? start + this.sent[index] + rest : pointer;
  }

  /** Whether some answers are right; not for secret ballots, which give no points. */
  #quiz() {
    const { quiz, method, options, electorate, settings } = this.form;
    if ((electorate && settings.secret) || !QUIZ_METHODS.includes(method)) return nothing;
    return html`<vh-quiz-fields
      .quiz=${quiz ?? null}
      .method=${method}
      .options=${options}
      .errors=${this.errors.filter(isOfQuiz)}
      @vh-quiz=${({ detail }) => this.#set({ quiz: detail.quiz, ...(detail.quiz && !quiz && { settings: { ...settings, change: false, results: 'closed' } }) })}
    ></vh-quiz-fields>`;
  }

  /** Who may vote, and whether the hub keeps how they did. */
  #voters() {
    const { electorate, settings, method } = this.form;
    const rolls = this.rolls ?? [];
    const mayBeSecret = electorate && method !== 'text';
    return html`<fieldset>
      <legend>${t('editor.voters')}</legend>
      <div class="field">
        <label class="unseen" for="electorate">${t('editor.voters')}</label>
        <select
          id="electorate"
          data-testid="electorate"
          aria-invalid=${Boolean(this.#errorOf('/electorate'))}
          @change=${(event) => this.#set({ electorate: event.target.value || null })}
        >
          <option value="" ?selected=${!electorate}>${t('editor.voters.all')}</option>
          ${rolls.map(({ id, title, members }) => html`<option value=${id} ?selected=${id === electorate}>${t('editor.voters.roll', { title, n: members })}</option>`)}
          ${electorate && !rolls.some(({ id }) => id === electorate) ? html`<option value=${electorate} selected>…</option>` : nothing}
        </select>
        <span class="field-error">${this.#errorOf('/electorate')}</span>
        ${this.rollsPage ? html`<p class="small"><a data-testid="rolls-page" href=${this.rollsPage} target="_blank" rel="opener">${t('editor.voters.manage')}</a></p>` : nothing}
      </div>
      <label class="check" ?hidden=${!mayBeSecret}
        ><input
          type="checkbox"
          data-testid="secret"
          aria-describedby="secret-help"
          .checked=${settings.secret === true}
          @change=${(event) => this.#set({ settings: { ...settings, secret: event.target.checked } })}
        />
        ${t('editor.secret')}</label
      >
      <p id="secret-help" class="small soft" ?hidden=${!mayBeSecret}>${t('editor.secret-help')}</p>
    </fieldset>`;
  }

  /** The editor module of the chosen method; null while it is being loaded. */
  get #editor() {
    return editorOf(this.form.method);
  }

  /** The values of the method's fields: those that were entered, else the poll's. */
  get #values() {
    const { method, own } = this.form;
    if (own[method] || this.poll?.method !== method) return own[method] ?? {};
    return this.#editor?.toValues?.(this.poll.settings, this.poll) ?? this.poll.settings;
  }

  #settings() {
    const { settings, method, options, own, electorate } = this.form;
    const values = this.#values;
    const setOwn = (change) => this.#set({ own: { ...own, [method]: { ...values, ...change } } });
    const set = (change) => this.#set({ settings: { ...settings, ...change } });
    return html`<fieldset class="settings">
      <legend>${t('editor.settings')}</legend>
      <div class="fields">${this.#editor?.fields(values, options.filter(({ label }) => label.trim()).length, setOwn, (pointer) => this.#errorOf(pointer)) ?? (this.due ? html`<p class="soft" role="status">${t('method.loading')}</p>` : nothing)}</div>
      <label class="check"
        ><input type="checkbox" data-testid="change" .checked=${settings.change !== false} @change=${(event) => set({ change: event.target.checked })} />
        ${t('editor.change')}</label
      >
      <label class="check" ?hidden=${this.#editor?.options === false}
        ><input type="checkbox" data-testid="marks" .checked=${settings.marks !== false} @change=${(event) => set({ marks: event.target.checked })} />
        ${t('editor.marks')}</label
      >
      <label class="check" ?hidden=${(settings.results ?? 'live') !== 'live' || (settings.secret && electorate)}
        ><input type="checkbox" data-testid="peek" .checked=${settings.peek === true} @change=${(event) => set({ peek: event.target.checked })} />
        ${t('editor.peek')}</label
      >
      <label class="check"
        ><input type="checkbox" data-testid="abstain" .checked=${settings.abstain === true} @change=${(event) => set({ abstain: event.target.checked })} />
        ${t('editor.abstain')}</label
      >
      <div class="fields">
        <div class="field">
          <label for="results">${t('editor.results')}</label>
          <select id="results" data-testid="results" @change=${(event) => set({ results: event.target.value })}>
            ${(settings.secret && electorate ? ['closed', 'hidden'] : ['live', 'closed', 'hidden']).map(
              (when) => html`<option value=${when} ?selected=${(settings.results ?? 'live') === when}>${t(`editor.results.${when}`)}</option>`,
            )}
          </select>
        </div>
        <div class="field">
          <label for="grace">${t('editor.grace')}</label>
          <select id="grace" data-testid="grace" @change=${(event) => set({ graceMs: Number(event.target.value) })}>
            ${graceChoices(settings.graceMs).map(
              (ms) => html`<option value=${ms} ?selected=${(settings.graceMs ?? 0) === ms}>${ms ? t('editor.grace.s', { n: ms / 1000 }) : t('editor.grace.none')}</option>`,
            )}
          </select>
        </div>
        <div class="field">
          <label for="proof">${t('editor.proof')}</label>
          <select id="proof" data-testid="proof" aria-describedby="proof-help" @change=${(event) => set({ proof: event.target.value })}>
            ${proofsOf(this.form).map((proof) => html`<option value=${proof} ?selected=${proofOf(this.form) === proof}>${t(`editor.proof.${proof}`)}</option>`)}
          </select>
          <span class="field-error">${this.#errorOf('/settings/proof')}</span>
        </div>
      </div>
      <p id="proof-help" class="small soft" ?hidden=${proofOf(this.form) !== 'ballots'}>${t('editor.proof-help')}</p>
    </fieldset>`;
  }

  #errorOf(pointer) {
    return this.errors.find((error) => error.pointer === pointer)?.detail ?? '';
  }

  /** The errors of fields that the form does not have. */
  #otherErrors() {
    const known = /^\/(question|electorate|image|alt|options(\/\d+(\/(label|image|alt))?)?)$/;
    const fields = (this.#editor?.settings ?? []).map((name) => `/settings/${name}`);
    return this.errors.filter(({ pointer }) => !known.test(pointer) && !fields.includes(pointer) && !isOfQuiz({ pointer })).map(({ detail }) => detail).join(' ');
  }

  /** Fills the form from a template; the previous form can be restored. */
  #fill({ name, method, question, labels, settings }) {
    const { before, ...form } = this.form;
    const previous = form.template ? before : form.question.trim() || form.options.some(({ label }) => label.trim()) ? form : undefined;
    const options = labels.map((label) => newOption(label));
    this.#replace({ ...formOf(null), template: name, before: previous, method, question, options, own: { [method]: settings } });
    this.updateComplete.then(() => this.renderRoot.querySelector('#question').select());
  }

  #replace(form) {
    this.errors = [];
    this.form = form;
    this.#fireForm();
  }

  #fireForm() {
    this.dispatchEvent(new CustomEvent('vh-form', { detail: { form: this.form } }));
  }

  #set(change) {
    this.due = false;
    this.form = { ...this.form, ...change };
    this.#fireForm();
    // A field that is being corrected is no longer marked as wrong.
    const changedPointers = Object.keys(change).map((name) => (name === 'own' || name === 'quiz' ? '/settings' : `/${name}`));
    this.errors = this.errors.filter(({ pointer }) => !changedPointers.some((start) => pointer.startsWith(start)));
  }

  #submit(event) {
    event.preventDefault();
    if (!this.saving) this.#save();
  }

  /** Saves the form, or says what is missing. What a slow network has not loaded yet is waited for. */
  #save() {
    const editor = this.#editor;
    this.due = !editor;
    if (!editor) return;
    const { form } = this;
    const minOptions = editor.options === false ? 0 : (editor.minOptions ?? 1);
    const options = form.options.filter(({ label }) => label.trim());
    const question = form.question.trim();
    // Empty rows are removed from the form, too, so that the hub's JSON pointers match its rows.
    this.#set({ options: options.length ? options : form.options });
    this.errors = [
      ...(question ? [] : [{ pointer: '/question', detail: t('editor.no-question') }]),
      ...(options.length < minOptions ? [{ pointer: '/options', detail: t('editor.no-options', { n: minOptions }) }] : []),
    ];
    if (this.errors.length) {
      if (!question) this.renderRoot.querySelector('#question').focus();
      return void this.updateComplete.then(() => this.#scrollToError());
    }
    const ordered = optionsForVoters(form, options);
    this.sent = ordered.map((option) => options.indexOf(option));
    this.dispatchEvent(
      new CustomEvent('vh-save', {
        detail: {
          id: this.poll?.id,
          fields: {
            question,
            method: form.method,
            options: minOptions ? ordered.map((option) => optionForApi({ ...option, label: option.label.trim() })) : [],
            image: form.picture?.image ?? null,
            ...(form.picture?.image && form.picture.alt?.trim() ? { alt: form.picture.alt.trim() } : {}),
            electorate: form.electorate ?? null,
            settings: { ...form.settings, proof: proofOf(form), quiz: quizSetting(form, ordered, options), secret: Boolean(form.settings.secret && form.electorate && form.method !== 'text'), ...ownSettings(editor, this.#values, Boolean(this.poll)) },
          },
        },
      }),
    );
  }
}

const isOfQuiz = ({ pointer }) => pointer.startsWith('/settings/quiz');

const graceChoices = (ms = 0) => (GRACES_MS.includes(ms) ? GRACES_MS : [...GRACES_MS, ms].sort((a, b) => a - b));

customElements.define('vh-poll-editor', VhPollEditor);
