/**
 * The moderator's page: `/moderate/CODE`. The texts of a room, to approve, star or hide them where the poll asks for it, and the questions from
 * the floor; their authors can be removed. Nothing else can be done here. Made for a phone or a tablet beside the stage.
 *
 * Hooks: data-testid="moderate-none", "moderate-POLL" (a tab), "reconnecting", "suspended"; see moderation, key-form, toasts.
 */
import { LitElement, css, html, nothing } from 'lit';
import '../i18n/present.js';
import '../components/connection.js';
import '../components/gone.js';
import '../components/live-region.js';
import '../components/theme-switch.js';
import '../presenter/components/key-form.js';
import '../presenter/components/moderation.js';
import '../presenter/components/question-board.js';
import '../presenter/components/toasts.js';
import { bannerStyles } from '../presenter/components/banner-styles.js';
import { ChangeController } from '../hub/change-controller.js';
import { ModeratorSession } from '../presenter/moderator-session.js';
import { codeFromPath } from '../hub/room-code.js';
import { Questions } from '../questions/questions.js';
import { isQuestions } from '../questions/questions-poll.js';
import { hubUrl, wakeOnPageEvents } from '../hub/page-lifecycle.js';
import { isolated, t } from '../i18n/index.js';
import { keyFromAddress } from '../presenter/presenter-key.js';
import { shared } from '../components/shared-styles.js';

const KEY_TEXTS = { title: 'moderate.key', words: 'moderate.key-words', label: 'moderate.key-label', go: 'moderate.key-go' };

class VhModerate extends LitElement {
  static properties = { selected: { state: true } };

  static styles = [
    shared,
    bannerStyles,
    css`
      :host {
        display: block;
        max-width: 56rem;
        min-height: 100vh;
        margin: 0 auto;
        padding: 0 var(--s4) var(--s8);
      }
      header {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto auto;
        align-items: center;
        gap: 0 var(--s4);
        padding: var(--s3) 0;
        border-bottom: 1px solid var(--line);
      }
      h1 {
        font: 600 var(--text-l) / 1.2 var(--serif);
        overflow-wrap: anywhere;
        text-align: -webkit-match-parent;
        text-align: match-parent;
      }
      @media (max-width: 30rem) {
        header {
          grid-template-columns: minmax(0, 1fr) auto;
        }
        vh-connection {
          grid-row: 2;
        }
      }
      nav {
        display: flex;
        gap: var(--s2);
        margin-top: var(--s4);
        overflow-x: auto;
      }
      nav button {
        flex: none;
        max-width: 18rem;
      }
      nav button span {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      nav [aria-pressed='true'] {
        border-color: var(--accent);
        color: var(--accent);
      }
      h2 {
        margin: var(--s5) 0 var(--s3);
        font: 600 var(--text-xl) / 1.25 var(--serif);
        overflow-wrap: anywhere;
      }
      .state {
        color: var(--ink-soft);
        font: 550 var(--text-s) / 1.2 var(--sans);
      }
      .empty {
        display: grid;
        gap: var(--s2);
        padding: 18vh 0;
        text-align: center;
      }
      .empty h2 {
        margin: 0;
      }
      .banner {
        inset-inline: var(--s4);
      }
    `,
  ];

  constructor() {
    super();
    this.code = codeFromPath(location.pathname);
    this.session = new ModeratorSession({ code: this.code, url: hubUrl(location), wake: (connection) => wakeOnPageEvents(connection, window) });
    new ChangeController(this, this.session);
    this.session.start(keyFromAddress());
  }

  connectedCallback() {
    super.connectedCallback();
    window.addEventListener('hashchange', this.#onHashChange);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    window.removeEventListener('hashchange', this.#onHashChange);
    this.session.stop();
  }

  render() {
    const { session } = this;
    const { store } = session;
    document.title = `${isolated(session.token ? store.room.title || this.code : this.code)} · ${t('moderate.page')}`;
    if (!session.token) return this.#renderKeyForm();
    if (store.status === 'gone') return html`<main><vh-gone .reason=${store.reason} .code=${this.code}></vh-gone></main>`;
    return html`<header>
        <h1 dir="auto">${store.room.title || this.code}</h1>
        <vh-connection .status=${store.status}></vh-connection>
        <vh-theme-switch></vh-theme-switch>
      </header>
      <p class="banner" data-testid="reconnecting" ?hidden=${store.status !== 'reconnecting'}>${t('reconnecting')}</p>
      <p class="banner" role="status" data-testid="suspended" ?hidden=${!store.room.suspended}>${t('present.suspended')}</p>
      <main>${this.#renderPolls()}</main>
      <vh-toasts .toasts=${session.actions.toasts} @vh-dismiss=${(event) => session.actions.dismiss(event.detail.id)}></vh-toasts>
      <vh-live-region></vh-live-region>`;
  }

  updated() {
    const { token, store } = this.session;
    if (token) this.renderRoot.querySelector('vh-live-region')?.sayConnection(store.status);
  }

  #renderKeyForm() {
    const { keyError, checking } = this.session;
    return html`<main>
      <vh-key-form
        .code=${this.code}
        .texts=${KEY_TEXTS}
        .error=${keyError}
        ?busy=${checking}
        @vh-key=${(event) => this.session.tryKey(event.detail.key)}
      ></vh-key-form>
    </main>`;
  }

  #renderPolls() {
    const { store, actions } = this.session;
    if (store.status === 'loading') return html`<p class="soft" role="status">${t('loading')}</p>`;
    const polls = store.list.filter((poll) => (poll.method === 'text' || isQuestions(poll)) && poll.state !== 'draft');
    const poll = polls.find(({ id }) => id === this.selected) ?? polls.findLast(({ state }) => state === 'open') ?? polls.at(-1);
    if (!poll) {
      return html`<div class="empty" data-testid="moderate-none">
        <h2>${t('moderate.none')}</h2>
        <p class="soft">${t('moderate.none-more')}</p>
      </div>`;
    }
    const entries = isQuestions(poll) ? [...(store.entries.get(poll.id)?.values() ?? [])] : store.tallies.get(poll.id)?.result?.entries;
    return html`${polls.length > 1 ? this.#renderTabs(polls, poll) : nothing}
      <h2 dir="auto">${poll.question}</h2>
      <p class="state">${t(`state.${poll.state}`)}</p>
      ${entries?.length ? nothing : html`<p class="soft">${t('moderate.empty')}</p>`}
      ${isQuestions(poll)
        ? this.#renderQuestions(poll)
        : html`<vh-moderation
            ?removable=${!poll.electorate}
            ?unmoderated=${!poll.settings?.moderated}
            .entries=${entries}
            @vh-mark=${({ detail }) => actions.setEntryStates(poll, detail.entries, detail.state)}
            @vh-remove-author=${({ detail }) => this.#removeAuthor(poll, detail.entry)}
          ></vh-moderation>`}`;
  }

  #renderQuestions(poll) {
    const { store, actions } = this.session;
    if (this.questions?.poll?.id !== poll.id || this.questions.run !== poll.run || this.questionsStore !== store) {
      this.questions?.stop();
      this.questions = new Questions({ store, poll, asks: false });
      this.questionsStore = store;
    }
    return html`<vh-question-board
      .entries=${this.questions.entries}
      .voters=${this.questions.voters}
      ?downvotes=${poll.settings?.downvotes}
      ?removable=${!poll.electorate}
      @vh-remove-author=${({ detail }) => this.#removeAuthor(poll, detail.entry)}
      @vh-question=${({ detail }) => actions.changeQuestion(poll, detail.entry, detail.change)}
    ></vh-question-board>`;
  }

  #removeAuthor(poll, entry) {
    return this.session.actions.removeAuthor(poll, entry, t('moderate.author-removed'));
  }

  #renderTabs(polls, current) {
    return html`<nav aria-label=${t('moderate.polls')}>
      ${polls.map(
        ({ id, question }) => html`<button data-testid="moderate-${id}" aria-pressed=${id === current.id} @click=${() => (this.selected = id)}>
          <span dir="auto">${question}</span>
        </button>`,
      )}
    </nav>`;
  }

  /** A link with a key was opened in this tab, which only changes the fragment and does not reload the page. */
  #onHashChange = () => {
    const key = keyFromAddress();
    if (key) this.session.tryKey(key);
  };
}

customElements.define('vh-moderate', VhModerate);
