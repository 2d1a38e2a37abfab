/**
 * The questions from the floor on the presenter's page: to start, open and close them, with their settings, what the big screen shows, and
 * the questions. Fires `vh-start` {fields} (a new list), `vh-open`, `vh-close`, `vh-stage`, `vh-back`, `vh-question` {entry, change},
 * `vh-picture` {type}, and `vh-remove-author` {entry}.
 *
 * Hooks: data-testid="floor" with data-state ("none" before the first list), "floor-start", "floor-open", "floor-close", "floor-fresh", "floor-cancel",
 * "floor-stage" (aria-pressed), "floor-back", "floor-question", "floor-settings", "floor-moderated", "floor-downvotes", "floor-names",
 * "floor-per-voter", "floor-max-length", "floor-waiting" with data-n, "floor-export", "floor-picture-png", "floor-picture-svg"; see question-board.
 */
import { LitElement, html, nothing } from 'lit';
import '../../i18n/present-questions.js';
import '../../components/live-region.js';
import { shared } from '../../components/shared-styles.js';
import { t } from '../../i18n/index.js';
import { Questions } from '../../questions/questions.js';
import { iconStyles, icons } from './icons.js';
import './menu.js';
import './question-board.js';
import { pollHeadStyles } from './poll-head-styles.js';
import { questionsPanelStyles } from './questions-panel-styles.js';

const DEFAULTS = { moderated: false, downvotes: false, names: 'none', perVoter: 3, maxLength: 300 };

class VhQuestionsPanel extends LitElement {
  static properties = {
    store: { attribute: false },
    /** The poll for questions, or undefined before the first one */
    poll: { attribute: false },
    busy: { type: Boolean },
    /** Whether the big screen shows the questions */
    staged: { type: Boolean },
    stale: { type: Boolean, reflect: true },
    /** The form of a new list: {question, settings} */
    form: { state: true },
    /** Whether a new list is to be started beside the earlier one */
    fresh: { state: true },
  };

  static styles = [shared, iconStyles, pollHeadStyles, questionsPanelStyles];

  #questions = null;

  constructor() {
    super();
    this.form = { question: '', settings: DEFAULTS };
    this.fresh = false;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#close();
  }

  willUpdate(changed) {
    const { poll } = this;
    if (changed.has('poll') && changed.get('poll')?.id !== poll?.id) this.fresh = false;
    if (this.#questions && (changed.has('store') || this.#questions.run !== poll?.run || this.#questions.poll?.id !== poll.id)) this.#close();
    if (!poll || this.#questions) return;
    this.#questions = new Questions({ store: this.store, poll, asks: false });
    this.#questions.addEventListener('change', () => this.requestUpdate());
  }

  #close() {
    this.#questions?.stop();
    this.#questions = null;
  }

  render() {
    const { poll } = this;
    const starting = !poll || poll.state === 'draft' || this.fresh;
    return html`<article data-testid="floor" data-state=${poll?.state ?? 'none'} aria-labelledby="floor-title">
      <button class="quiet back" data-testid="floor-back" @click=${() => this.#fire('vh-back')}><span aria-hidden="true" class="arrow">←</span> ${t('floor.polls')}</button>
      ${starting ? this.#renderStart() : this.#renderRunning()}
      <vh-live-region></vh-live-region>
    </article>`;
  }

  updated() {
    const waiting = this.#waiting;
    if (waiting) this.renderRoot.querySelector('vh-live-region').say('waiting', t('floor.say-waiting', { n: waiting }));
  }

  get #waiting() {
    return this.#questions?.entries.filter(({ state }) => state === 'pending').length ?? 0;
  }

  #renderStart() {
    const { settings } = this.form;
    const isDraft = this.poll?.state === 'draft' && !this.fresh;
    const set = (change) => (this.form = { ...this.form, settings: { ...settings, ...change } });
    const check = (id, name, on) => html`<label class="check"><input type="checkbox" data-testid="floor-${id}" .checked=${on} @change=${(event) => set(name(event.target.checked))} /> ${t(`floor.${id}`)}</label>`;
    return html`<h2 id="floor-title">${t('floor.title')}</h2>
      <p class="soft about">${t('floor.about')}</p>
      <div class="lead">
        <button class="primary next" data-testid="floor-start" aria-busy=${Boolean(this.busy)} @click=${() => this.#start(isDraft)}>${t('floor.start')}</button>
      </div>
      ${this.fresh ? html`<p><button class="quiet" data-testid="floor-cancel" @click=${() => (this.fresh = false)}>${t('floor.back')}</button></p>` : nothing}
      ${isDraft
        ? nothing
        : html`<fieldset class="settings" data-testid="floor-settings">
            <legend>${t('floor.settings')}</legend>
            <label class="field"
              ><span>${t('floor.question')}</span>
              <input
                type="text"
                dir="auto"
                maxlength="500"
                data-testid="floor-question"
                placeholder=${t('floor.default-question')}
                .value=${this.form.question}
                @input=${(event) => (this.form = { ...this.form, question: event.target.value })}
            /></label>
            ${check('moderated', (moderated) => ({ moderated }), settings.moderated)}
            ${check('downvotes', (downvotes) => ({ downvotes }), settings.downvotes)}
            ${check('names', (on) => ({ names: on ? 'optional' : 'none' }), settings.names === 'optional')}
            <div class="fields">
              ${this.#select('per-voter', [1, 2, 3, 5, 10], settings.perVoter, (perVoter) => set({ perVoter }))}
              ${this.#select('max-length', [140, 300, 500, 1000], settings.maxLength, (maxLength) => set({ maxLength }))}
            </div>
          </fieldset>`}`;
  }

  #select(id, choices, chosen, set) {
    return html`<label class="field"
      ><span>${t(`floor.${id}`)}</span>
      <select data-testid="floor-${id}" @change=${(event) => set(Number(event.target.value))}>
        ${choices.map((n) => html`<option value=${n} ?selected=${n === chosen}>${n}</option>`)}
      </select></label
    >`;
  }

  #picture(id, type) {
    return html`<button class="quiet" data-testid="floor-picture-${id}" @click=${() => this.#fire('vh-picture', { type })}>${t(`do.export-picture-${id}`)}</button>`;
  }

  #renderRunning() {
    const { poll } = this;
    const open = poll.state === 'open' && !poll.closing;
    const { entries, voters } = this.#questions;
    const waiting = this.#waiting;
    return html`<p class="meta soft small">
        <b class="state ${poll.state}">${t(`state.${poll.state}`)}</b>
        <span>${this.#facts().join(' · ')}</span>
      </p>
      <h2 id="floor-title" dir="auto">${poll.question}</h2>
      <div class="row">
        <button class=${this.staged ? 'on' : ''} data-testid="floor-stage" aria-pressed=${Boolean(this.staged)} @click=${() => this.#fire('vh-stage')}>
          ${t(this.staged ? 'floor.on-screen-now' : 'floor.on-screen')}
        </button>
        ${open
          ? html`<button class="stop" data-testid="floor-close" aria-busy=${Boolean(this.busy)} @click=${() => this.#fire('vh-close')}>${t('floor.close')}</button>`
          : html`<button class="primary" data-testid="floor-open" aria-busy=${Boolean(this.busy)} @click=${() => this.#fire('vh-open')}>${t('floor.open-again')}</button>
              <button class="quiet" data-testid="floor-fresh" @click=${() => (this.fresh = true)}>${t('floor.fresh')}</button>`}
        ${entries.length
          ? html`<vh-menu data-testid="floor-export" .text=${t('do.export')} .icon=${icons.file}>${this.#picture('png', 'image/png')}${this.#picture('svg', 'image/svg+xml')}</vh-menu>`
          : nothing}
        <span class="counts soft"
          >${t('floor.count', { n: entries.length })}${waiting ? html` · <b data-testid="floor-waiting" data-n=${waiting}>${t('floor.waiting', { n: waiting })}</b>` : nothing}</span
        >
      </div>
      <vh-question-board
        .entries=${entries}
        .voters=${voters}
        ?downvotes=${poll.settings?.downvotes}
        ?removable=${!poll.electorate}
        @vh-question=${({ detail }) => this.#fire('vh-question', detail)}
        @vh-remove-author=${({ detail }) => this.#fire('vh-remove-author', detail)}
      ></vh-question-board>`;
  }

  #facts() {
    const { moderated, perVoter = DEFAULTS.perVoter, downvotes, names } = this.poll.settings ?? {};
    return [
      t(moderated ? 'floor.is.moderated' : 'floor.is.free'),
      t('floor.is.per-voter', { n: perVoter }),
      ...(downvotes ? [t('floor.is.downvotes')] : []),
      ...(names === 'optional' ? [t('floor.is.names')] : []),
    ];
  }

  #start(isDraft) {
    if (this.busy) return;
    if (isDraft) return this.#fire('vh-open');
    const { question, settings } = this.form;
    this.#fire('vh-start', { fields: { question: question.trim() || t('floor.default-question'), settings } });
  }

  #fire(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

customElements.define('vh-questions-panel', VhQuestionsPanel);
