/**
 * The voter's page: `/r/CODE`. Shows the open polls, the newest first, or else the one that was closed last, and below them a list of the
 * earlier ones. Questions from the floor have a tab of their own. Nothing moves under a finger: a newly opened poll appears once the user is idle, or on request.
 *
 * Hooks: data-testid="waiting" (no poll yet), "present-count" with data-present, "reconnecting", "letters" (keys on or off), "new-poll"
 * (one waits to be shown), "lost" (a vote whose poll was removed), "earlier", "earlier-ID" (its line in the list) and "earlier-all";
 * see room-tabs, poll-view, choice-list, vote-state, multiple, countdown, connection, gone for the rest.
 */
import { LitElement, html, nothing } from 'lit';
import { repeat } from 'lit-html/directives/repeat.js';
import '../components/connection.js';
import '../components/language-switch.js';
import '../components/live-region.js';
import { shared } from '../components/shared-styles.js';
import '../components/theme-switch.js';
import '../voter/poll-view.js';
import { isolated, t } from '../i18n/index.js';
import { hubUrl, wakeOnPageEvents } from '../hub/page-lifecycle.js';
import { replayInput } from '../voter/first-paint.js';
import { RoomAnnouncements } from '../voter/announcements.js';
import { DeferredList } from '../voter/deferred-list.js';
import { pollsInOrder } from '../voter/poll-order.js';
import { rareParts } from '../voter/rare-parts.js';
import { NO_TABS, TAB_ID } from '../voter/no-tabs.js';
import { publicQuestionsPoll } from '../questions/questions-poll.js';
import { methods, isControlReady } from '../methods/index.js';
import { loadingControl } from '../methods/placeholders.js';
import { codeFromPath, formatCode } from '../hub/room-code.js';
import { ChangeController } from '../hub/change-controller.js';
import { RoomStore } from '../hub/room-store.js';
import { logoPicture } from '../components/pictures.js';
import { roomStyles } from './room-styles.js';

/** Stands for the break among the ids of polls, so that it appears as they do. */
const BREAK_ID = 'break';
/** More are shown on request. */
const EARLIER_SHOWN = 5;

/** Reactions are loaded after so long, so that on a slow network whoever votes does not wait for them. */
const SETTLED_MS = 2_000;

/** As above; so long after the page is there, nobody waits for anything. */
const OFFLINE_MS = 6_000;
const TAG_CHECK_WITHIN_MS = 4_000;

class VhRoom extends LitElement {
  static properties = { expanded: { state: true }, showsAllEarlier: { state: true } };
  static styles = [shared, roomStyles];

  constructor() {
    super();
    /** Ids of earlier polls that are expanded */
    this.expanded = new Set();
    this.showsAllEarlier = false;
    this.list = new DeferredList(this);
    // Few phones have a keyboard, so its keys are loaded only where there may be one.
    this.hasKeyboard = matchMedia('(hover: hover) and (pointer: fine)').matches;
    this.letterKeys = null;
    this.announcements = new RoomAnnouncements();
    this.store = new RoomStore({ code: codeFromPath(location.pathname), url: hubUrl(location) });
    this.tabs = NO_TABS;
    this.tab = 'polls';
    /** What belongs to quizzes: see #loadQuiz; null until it is loaded */
    this.quiz = null;
    this.told = [];
    this.store.addEventListener('message', ({ detail }) => detail.type === 'score' && this.told?.push(detail));
    new ChangeController(this, this.store);
    new ChangeController(this, methods);
    new ChangeController(this, rareParts);
    this.store.addEventListener('tag', ({ detail }) => this.#checkTagLater(detail));
    this.byMemberLink = location.hash.startsWith('#k=');
  }

  connectedCallback() {
    super.connectedCallback();
    this.paint = this.querySelector('.paint');
    this.toggleAttribute('painted', Boolean(this.paint?.shadowRoot));
    this.store.start();
    this.settleTimer = setTimeout(() => {
      this.settled = true;
      this.requestUpdate();
    }, SETTLED_MS);
    this.offlineTimer = setTimeout(() => {
      this.rested = true;
      this.requestUpdate();
    }, OFFLINE_MS);
    this.stopWaking = wakeOnPageEvents(this.store.connection, window);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.settleTimer);
    clearTimeout(this.offlineTimer);
    this.stopWaking();
    this.store.stop();
  }

  render() {
    const { store } = this;
    document.title = store.room.title ? `${isolated(store.room.title)} · Votehub` : 'Votehub';
    if (store.status === 'gone') {
      // Few voters ever see it, so it is loaded only now.
      rareParts.get('../components/gone');
      return html`<main><vh-gone .reason=${store.reason} .code=${store.room.code}></vh-gone></main>`;
    }
    const { lead, earlier, loading, pause } = this.#arrange();
    if (loading) this.tab = 'polls';
    const asksPasscode = loading && store.challenge?.by.includes('passcode');
    const locked = loading && store.connection.refusal === 'locked';
    if (loading && !asksPasscode && !locked && this.hasAttribute('painted')) return this.#renderFirstPaint();
    const idle = !lead.some(({ state }) => state === 'open');
    const unseen = this.tab === 'questions' ? this.tabs.unseen(lead) : undefined;
    this.toggleAttribute('tabs', this.tabs.shown);
    return html`<header>
        <a class="mark" href="/" aria-label=${t('home.name')}>${this.#hasLogo ? logoPicture(store.room.theme) : html`<img src=${new URL('../icon.svg', import.meta.url)} alt="" width="28" height="28" />`}</a>
        <h1 dir="auto">${store.room.title || formatCode(store.room.code)}</h1>
        <span class="present small soft" data-testid="present-count" data-present=${store.present}>
          ${store.status === 'loading' ? '' : t('present', { n: store.present })}
        </span>
        <vh-theme-switch></vh-theme-switch>
      </header>
      <p class="banner" data-testid="reconnecting" ?hidden=${store.status !== 'reconnecting'}>${t(this.offline?.text ?? 'reconnecting')}</p>
      ${unseen ? this.#renderNewPollButton(unseen, () => this.#chooseTab('polls')) : this.#renderNewPoll()}
      ${this.tabs.shown ? this.tabs.render(this.tab, unseen) : nothing}
      <main ?hidden=${this.tab !== 'polls'}>
        ${store.lost.length ? rareParts.get('refusal')?.renderLost(store) : nothing} ${(!loading && this.quiz?.render(idle)) || nothing}
        ${asksPasscode ? this.#renderPasscode() : locked ? rareParts.get('locked')?.renderLocked() : loading ? this.#renderLoading() : [pause && this.tab === 'polls' ? this.#renderBreak(pause) : nothing, lead.length ? this.#renderPolls(lead, earlier) : pause ? nothing : this.#renderWaiting()]}
        ${earlier.length ? this.#renderEarlier(earlier) : nothing} ${this.rested && store.room.pushKey && idle ? rareParts.get('push')?.renderPush(store) : nothing}
      </main>
      ${this.tabs.shown ? this.#renderQuestions(pause) : nothing}
      ${this.#renderReactions()}
      <footer ?hidden=${store.status === 'loading'}>
        <vh-connection .status=${store.status}></vh-connection>
        <label class="keys small"
          ><input type="checkbox" data-testid="letters" .checked=${this.letterKeys?.enabled} @change=${(event) => this.letterKeys?.enable(event.target.checked)} /> ${t('room.letters')}</label
        >
        <vh-language-switch></vh-language-switch>
      </footer>
      <vh-live-region></vh-live-region>`;
  }

  get #hasLogo() {
    return Boolean(this.store.room.theme?.logo);
  }

  /** All phones of a hall vote at once, and what checks tags is a file of its own. Without a network that is loaded later. */
  #checkTagLater(pollId) {
    setTimeout(
      () =>
        import('../voter/tag-check.js').then(
          ({ checkTag }) => checkTag(this.store, pollId),
          () => this.#checkTagLater(pollId),
        ),
      SETTLED_MS + Math.random() * TAG_CHECK_WITHIN_MS,
    );
  }

  willUpdate() {
    if (this.hasKeyboard) this.letterKeys ??= rareParts.get('letter-keys')?.begin(this, () => this.list.settling || this.tab === 'questions');
    if (this.byMemberLink) this.memberLink ??= rareParts.get('member-link')?.useMemberLink(this.store);
  }

  updated() {
    if (this.rested || (this.store.status === 'loading' && this.store.connection.state === 'waiting')) this.offline ??= rareParts.get('offline')?.begin(this);
    // The first paint has the looks already; their changes are rare.
    const { theme } = this.store.room;
    if (theme) rareParts.get('../components/room-theme')?.applyTheme(theme);
    if (this.paint && !this.renderRoot.querySelector('slot')) this.#replaceFirstPaint();
    const liveRegion = this.renderRoot.querySelector('vh-live-region');
    if (liveRegion) this.announcements.update(liveRegion, this.store, pollsInOrder(this.store));
  }

  /** Splits the polls into those that are shown in full and the earlier ones. */
  #arrange() {
    const { store } = this;
    if (store.status === 'loading') return { lead: [], earlier: [], loading: true };
    if (!this.#loadTabs() && !this.list.shownIds) return { lead: [], earlier: [], loading: true };
    const all = pollsInOrder(store);
    if (store.room.players || all.some(({ settings }) => settings?.quiz)) this.#loadQuiz();
    const open = all.filter((poll) => poll.state === 'open');
    // A poll is shown only once its control is loaded; if the control came later, it would push away what is there.
    const shown = (this.list.shownIds ?? []).map((id) => store.polls.get(id)).filter(Boolean);
    let wanted = (open.length ? open : all.slice(0, 1)).filter((poll) => shown.includes(poll) || (isControlReady(poll) && (this.quiz || rareParts.failed('quiz') || !(store.room.players || poll.settings?.quiz))));
    if (!wanted.length && all.length) {
      if (!this.list.shownIds) return { lead: [], earlier: [], loading: true };
      wanted = shown;
    }
    const ids = this.list.update([...wanted.map(({ id }) => id), ...(this.tabs.poll ? [TAB_ID] : []), ...(this.#pause ? [BREAK_ID] : [])], (id) => this.#exists(id));
    const lead = ids.map((id) => store.polls.get(id)).filter(Boolean);
    const pause = ids.includes(BREAK_ID) ? this.#pause : undefined;
    this.tab = this.tabs.select(ids.includes(TAB_ID), lead);
    this.list.setLayoutKey(this.tab + this.tabs.shown + Boolean(pause) + store.lost.length + lead.map(({ id, state, visible }) => `${id} ${state} ${visible}`).join());
    return { lead, pause, earlier: all.filter((poll) => !lead.includes(poll) && poll.state !== 'open') };
  }

  /** Loads the tabs with the first poll for questions; returns false while they are being loaded. */
  #loadTabs() {
    if (this.tabs !== NO_TABS || !publicQuestionsPoll(this.store.list)) return true;
    const module = rareParts.get('room-tabs');
    if (module) this.tabs = new module.RoomTabs(this, this.store);
    return Boolean(module) || rareParts.failed('room-tabs');
  }

  /** The break that is on, once what shows it is loaded. */
  get #pause() {
    const pause = this.store.room.stage?.break;
    return pause && rareParts.get('break') ? pause : undefined;
  }

  #exists(id) {
    if (id === BREAK_ID) return Boolean(this.#pause);
    return id === TAB_ID ? Boolean(this.tabs.poll) : this.store.polls.has(id);
  }

  /** Loads what a quiz needs; what the hub tells meanwhile is kept for it. */
  #loadQuiz() {
    const part = this.quiz ? null : rareParts.get('quiz');
    if (!part) return;
    this.quiz = new part.QuizSlot(this, this.store, this.told);
    this.told = null;
  }

  #renderNewPoll() {
    const poll = this.store.polls.get(this.list.pending[0]);
    return poll && this.list.shownIds?.length ? this.#renderNewPollButton(poll, this.#showNewPoll) : nothing;
  }

  #renderNewPollButton({ question }, show) {
    return html`<button class="new" data-testid="new-poll" @click=${show}>${t('room.new', { question })}</button>`;
  }

  #renderBreak(pause) {
    return html`<vh-break ?compact=${this.tab === 'questions'} .pause=${pause} .clock=${this.store.clock}></vh-break>`;
  }

  #renderQuestions(pause) {
    if (!this.tabs.ready) return html`<main ?hidden=${this.tab !== 'questions'}>${loadingControl(this.tabs.failed).audience()}</main>`;
    return html`<main ?hidden=${this.tab !== 'questions'}>
      ${pause && this.tab === 'questions' ? this.#renderBreak(pause) : nothing}
      <vh-questions
        .store=${this.store}
        .poll=${this.tabs.poll}
        ?shown=${this.tab === 'questions'}
        ?stale=${!this.store.fresh}
        @vh-say=${({ detail }) => this.renderRoot.querySelector('vh-live-region')?.say(detail.topic, detail.text)}
      ></vh-questions>
    </main>`;
  }

  #chooseTab(tab) {
    this.list.applyNow();
    this.tabs.choose(tab, this.tab);
  }

  #renderReactions() {
    const { room, reacted, status, fresh } = this.store;
    if (status === 'loading' || !room.reactions?.emoji.length) return nothing;
    if (this.settled) rareParts.get('reaction-bar');
    return html`<vh-reaction-bar
      .emoji=${room.reactions.emoji}
      .counts=${reacted}
      ?offline=${!fresh}
      @vh-react=${({ detail }) => this.store.react(detail.emoji)}
    ></vh-reaction-bar>`;
  }

  #showNewPoll = () => {
    this.list.applyNow();
    scrollTo({ top: 0 });
  };

  #renderEarlier(all) {
    const polls = this.showsAllEarlier ? all : all.slice(0, EARLIER_SHOWN);
    return html`<section class="earlier" data-testid="earlier" aria-labelledby="earlier">
      <h2 id="earlier">${t('room.earlier')}</h2>
      ${repeat(
        polls,
        (poll) => poll.id,
        (poll) => html`<details data-testid="earlier-${poll.id}" @toggle=${(event) => this.#toggleEarlier(poll.id, event.target.open)}>
          <summary><span dir="auto">${poll.question}</span></summary>
          ${this.expanded.has(poll.id) ? this.#renderPoll(poll, false) : nothing}
        </details>`,
      )}
      ${all.length > polls.length
        ? html`<button class="quiet" data-testid="earlier-all" @click=${() => (this.showsAllEarlier = true)}>${t('room.earlier-all', { n: all.length })}</button>`
        : nothing}
    </section>`;
  }

  #toggleEarlier(id, open) {
    const expanded = new Set(this.expanded);
    if (open) expanded.add(id);
    else expanded.delete(id);
    this.expanded = expanded;
  }

  /** The hub's first paint, until the polls can be rendered. */
  #renderFirstPaint() {
    const why = this.#waitingFor();
    return html`<slot></slot>
      <p class="banner" role="status" ?hidden=${!why}>${why ? t(why) : ''}</p>`;
  }

  /** Replaces the hub's first paint by the components, which get what was tapped and typed meanwhile. */
  #replaceFirstPaint() {
    const { paint } = this;
    this.paint = null;
    this.removeAttribute('painted');
    const view = this.renderRoot.querySelector('vh-poll-view');
    if (view && paint.dataset.poll === `${view.poll.id}.${view.poll.run}`) replayInput(paint, view).then(() => paint.remove());
    else paint.remove();
  }

  #renderLoading() {
    return html`<div class="skeleton" aria-hidden="true"><i></i><b></b><b></b><b></b></div>
      <p class="soft center" role="status">${t(this.#waitingFor() ?? 'loading')}</p>`;
  }

  /** Why the voter is not in yet, as the key of a text; null if it is not for long. */
  #waitingFor() {
    const { state, refusal, challenge } = this.store.connection;
    if (challenge) return 'loading.proof';
    if (refusal) return 'loading.full';
    return this.offline?.text ?? (state === 'waiting' ? 'loading.slow' : null);
  }

  #renderPasscode() {
    rareParts.get('passcode');
    const { store } = this;
    return html`<vh-passcode
      ?wrong=${store.challenge.wrong}
      ?busy=${store.connection.state !== 'waiting'}
      @vh-passcode=${({ detail }) => store.enterPasscode(detail.passcode)}
    ></vh-passcode>`;
  }

  #renderWaiting() {
    return html`<div class="waiting" data-testid="waiting">
      <h2>${t('room.in')}</h2>
      <p class="soft">${t('room.waiting')}</p>
    </div>`;
  }

  #renderPolls(lead, earlier) {
    const alone = lead.length === 1 && !earlier.length;
    return repeat(
      lead,
      (poll) => poll.id,
      (poll) => this.#renderPoll(poll, alone),
    );
  }

  #renderPoll(poll, alone) {
    const { store } = this;
    if (poll.state === 'open' && !store.isEligible(poll)) {
      rareParts.get('member-code');
      return html`<vh-member-code .poll=${poll} @vh-member=${({ detail }) => store.useVoterToken(detail.token)}></vh-member-code>`;
    }
    return html`<vh-poll-view
      class=${poll.state}
      .poll=${poll}
      .tally=${store.tallies.get(poll.id)}
      .own=${store.ballots.of(poll.id)}
      .clock=${store.clock}
      ?alone=${alone}
      .rounds=${poll.previous && rareParts.get('rounds')?.renderRounds(poll, store)}
      .sealed=${(poll.seal || poll.settings?.proof === 'ballots') && rareParts.get('sealed')?.renderSealed(poll, store)}
      .score=${this.quiz?.renderScore(poll, store.ballots.of(poll.id))}
      ?settling=${this.list.settling}
      ?stale=${!store.fresh}
      @vh-cast=${this.#onCast}
      @vh-layout-changed=${() => this.list.layoutChanged()}
    ></vh-poll-view>`;
  }

  #onCast = (event) => {
    if (!this.list.settling) this.store.vote(event.detail.poll, event.detail.ballot);
  };
}

customElements.define('vh-room', VhRoom);
