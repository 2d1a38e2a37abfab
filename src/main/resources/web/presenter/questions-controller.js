/**
 * Gives the presenter's page its questions from the floor: an entry beside the list of polls, and a panel in
 * place of the selected poll. The panel is loaded when it is first opened.
 *
 * Hooks: data-testid="floor-item" with data-state and data-waiting, "floor-quick-start".
 */
import { html, nothing } from 'lit';
import { ApiError } from '../hub/api.js';
import { formatNumber } from '../i18n/format.js';
import { t } from '../i18n/index.js';
import { icons } from './components/icons.js';
import { questionsPoll } from '../questions/questions-poll.js';

const DEFAULT_FIELDS = { method: 'questions', options: [] };

export class QuestionsController {
  /** Whether the panel is shown in place of a poll */
  selected = false;
  #host;
  #session;
  #loading = null;
  #busy = false;

  /**
   * @param {import('lit').LitElement} host the page
   * @param {import('./presenter-session.js').PresenterSession} session
   */
  constructor(host, session) {
    this.#host = host;
    this.#session = session;
  }

  get poll() {
    return questionsPoll(this.#session.store?.list ?? []);
  }

  /** Shows the panel, or the selected poll again. */
  async select(selected) {
    this.selected = selected;
    this.#host.requestUpdate();
    if (selected && !(await this.#load())) this.selected = false;
    this.#host.requestUpdate();
  }

  #load() {
    this.#loading ??= import('./components/questions-panel.js').catch(() => {
      this.#loading = null;
      this.#session.actions.notifyError(new ApiError({ status: 0 }));
      return null;
    });
    return this.#loading;
  }

  /** The entry beside the list of polls. */
  renderItem() {
    const { poll } = this;
    const { store } = this.#session;
    const entries = [...(store.entries.get(poll?.id)?.values() ?? [])];
    const waiting = entries.filter(({ state }) => state === 'pending').length;
    const state = poll?.state ?? 'none';
    return html`<div class="floor ${this.selected ? 'selected' : ''}">
      <button class="quiet item" data-testid="floor-item" data-state=${state} data-waiting=${waiting} aria-current=${this.selected ? 'true' : nothing} @click=${() => this.#host.openQuestions()}>
        <span>${t('list.questions')}</span>
        <span class="small ${state === 'open' ? 'open' : 'soft'}"
          >${poll && state !== 'draft' ? `${t(`state.${state}`)} · ${formatNumber(entries.length)}` : t('list.questions-none')}${waiting ? html` · <b>${t('list.questions-waiting', { n: waiting })}</b>` : nothing}</span
        >
      </button>
      ${state === 'none' || state === 'draft' ? html`<button data-testid="floor-quick-start" aria-busy=${this.#busy} @click=${() => this.#quickStart()}>${icons.plus} ${t('list.questions-start')}</button>` : nothing}
    </div>`;
  }

  renderPanel() {
    const { stageControl, store, actions } = this.#session;
    const { poll } = this;
    return html`<vh-questions-panel
      .store=${store}
      .poll=${poll}
      ?busy=${this.#busy || actions.busy.has(poll?.id)}
      ?staged=${Boolean(store.room.stage?.questions)}
      ?stale=${!store.fresh}
      @vh-start=${({ detail }) => this.#start(detail.fields)}
      @vh-open=${() => actions.open(poll)}
      @vh-close=${() => actions.close(poll)}
      @vh-stage=${() => stageControl.show(store.room.stage?.questions ? { follow: true } : { questions: true })}
      @vh-picture=${({ detail }) => this.#host.commands.savePicture(poll, detail.type)}
      @vh-back=${() => this.select(false)}
      @vh-question=${({ detail }) => actions.changeQuestion(poll, detail.entry, detail.change)}
      @vh-remove-author=${({ detail }) => actions.removeAuthor(poll, detail.entry)}
    ></vh-questions-panel>`;
  }

  async #quickStart() {
    const { poll } = this;
    if (poll) await this.#session.actions.open(poll);
    else await this.#start({ question: t('list.questions-heading'), settings: {} });
    if (this.poll) this.#host.openQuestions();
  }

  async #start({ question, settings }) {
    if (this.#busy) return;
    this.#busy = true;
    this.#host.requestUpdate();
    await this.#session.actions.startQuestions({ ...DEFAULT_FIELDS, question, settings: { results: 'live', change: true, ...settings } });
    this.#busy = false;
    this.#host.requestUpdate();
  }
}
