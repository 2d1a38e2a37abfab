/**
 * The presenter's page: `/present/CODE`. The list of polls on the left, the selected poll in the middle, the room on the right, and a bar with
 * the room's state at the top. List and poll scroll separately. On a phone the main button is at the foot, and the list is a sheet over the
 * page. Questions from the floor have a panel of their own in place of a poll. Without a valid presenter key the page shows only the form for it; with one that does not lead the room, what it shows
 * (see viewer). Shortcuts: see presenter/keyboard-shortcuts.js.
 *
 * Hooks: data-testid="empty" (no poll yet), "new-poll", "link-screen", "sheet-close", "help", "reconnecting"; see questions-controller, room-bar, poll-list, poll-panel, poll-editor, share, toasts, key-form.
 */
import { LitElement, html } from 'lit';
import '../i18n/present.js';
import '../i18n/rounds.js';
import '../charts/bars.js';
import '../presenter/components/edit-conflict.js';
import '../components/gone.js';
import { applyTheme } from '../components/room-theme.js';
import { iconStyles, icons } from '../presenter/components/icons.js';
import '../presenter/components/key-form.js';
import '../presenter/components/key-offer.js';
import '../presenter/components/key-unkept.js';
import '../components/live-region.js';
import '../presenter/components/poll-editor.js';
import '../presenter/components/poll-list.js';
import '../presenter/components/poll-panel.js';
import '../presenter/components/room-bar.js';
import { shared } from '../components/shared-styles.js';
import '../presenter/components/shortcuts.js';
import '../components/theme-switch.js';
import '../presenter/components/toasts.js';
import { PollEditing } from '../presenter/poll-editing.js';
import { isolated, t } from '../i18n/index.js';
import { nextStep } from '../presenter/presenter-actions.js';
import { MediaQueryController } from '../presenter/media-query.js';
import { hubUrl, wakeOnPageEvents } from '../hub/page-lifecycle.js';
import { methods } from '../methods/index.js';
import { roundsResultOf } from '../methods/rounds-result.js';
import { PresenterSession } from '../presenter/presenter-session.js';
import { readStored, writeStored } from '../hub/local-storage.js';
import { codeFromPath } from '../hub/room-code.js';
import { keyFromAddress, keyIntoAddress } from '../presenter/presenter-key.js';
import { ChangeController } from '../hub/change-controller.js';
import { BigScreenController } from '../presenter/big-screen-controller.js';
import { KeyboardController } from '../presenter/keyboard-controller.js';
import { stageText } from '../presenter/stage-text.js';
import { renderRoomPanel } from '../presenter/room-panel.js';
import { RollsController } from '../presenter/rolls-controller.js';
import { AgendaController } from '../presenter/agenda-controller.js';
import { PollCommands } from '../presenter/poll-commands.js';
import { QuestionsController } from '../presenter/questions-controller.js';
import { isQuestions } from '../questions/questions-poll.js';
import { bannerStyles } from '../presenter/components/banner-styles.js';
import { presentStyles } from './present-styles.js';

/** The same as in present-styles.js and poll-panel-styles.js */
const PHONE = '(max-width: 45rem), (max-height: 26rem)';
const WIDE = '(min-width: 75.01rem) and (min-height: 40rem)';

/** The commands of keys that concern no poll */
const ROOM_KEYS = ['help', 'full', 'blank', 'lobby', 'new'];
/** The running order's own step, as what is under way. */
const AGENDA = 'agenda';

class VhPresent extends LitElement {
  static properties = { selected: { state: true }, seconds: { state: true }, sheet: { state: true }, keyNoticeRead: { state: true } };

  static styles = [shared, iconStyles, bannerStyles, presentStyles];

  constructor() {
    super();
    this.code = codeFromPath(location.pathname);
    this.seconds = Number(readStored('votehub.seconds') ?? 0);
    /** Whether the list of polls covers the page, on a phone */
    this.sheet = false;
    this.phone = new MediaQueryController(this, PHONE);
    /** Whether there is space for the preview of the big screen */
    this.wide = new MediaQueryController(this, WIDE);
    this.editing = new PollEditing();
    this.session = new PresenterSession({ code: this.code, url: hubUrl(location), wake: (connection) => wakeOnPageEvents(connection, window) });
    for (const target of [methods, this.editing, this.session]) new ChangeController(this, target);
    this.screen = new BigScreenController(this, this.session);
    this.keyboard = new KeyboardController(this, {
      isBlocked: () => this.#keysBlocked,
      poll: () => this.#pollForKeys,
      underWay: (poll) => this.actions.busy.get(poll.id) ?? (this.agenda.busy ? AGENDA : undefined),
      callOf: (poll, action) => this.#callOf(poll, action),
      failures: () => this.actions.failures,
      perform: (action) => this.#performKey(action),
    });
    this.commands = new PollCommands(this);
    this.questions = new QuestionsController(this, this.session);
    this.agenda = new AgendaController(this, this.session);
    this.rolls = new RollsController(this, () => this.session.api);
    this.session.start(keyFromAddress());
  }

  connectedCallback() {
    super.connectedCallback();
    window.addEventListener('hashchange', this.#onHashChange);
    window.addEventListener('pagehide', this.#onPageHide);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    window.removeEventListener('hashchange', this.#onHashChange);
    window.removeEventListener('pagehide', this.#onPageHide);
    this.session.stop();
  }

  /** Why the voter rolls have to be read, if they have. */
  get rollsNeeded() {
    if (!this.session.token) return null;
    if (this.editing.current) return `editor ${this.editing.current.poll?.id}`;
    const poll = this.#poll;
    return poll?.electorate ? `${poll.id} ${poll.state}` : null;
  }

  get store() {
    return this.session.store;
  }

  /** The polls in the room's order, without questions from the floor. */
  get polls() {
    return this.store.list.filter((poll) => !isQuestions(poll));
  }

  get actions() {
    return this.session.actions;
  }

  render() {
    document.title = `${isolated(this.store?.room.title || this.code)} · ${t('present.page')}`;
    const { store, session, editing } = this;
    if (!session.token) return session.viewerToken ? this.#renderViewer() : this.#renderKeyForm();
    if (store.status === 'gone') return html`<main class="plain"><vh-gone .reason=${store.reason} .code=${this.code}></vh-gone></main>`;
    const poll = this.#poll;
    // The bar shows the open poll, even while another one is selected.
    const counted = poll?.state === 'open' ? poll : (this.polls.find(({ state }) => state === 'open') ?? poll);
    const votes = counted && counted.state !== 'draft' ? (store.tallies.get(counted.id)?.ballots ?? 0) : 0;
    const sheet = this.sheet && this.phone.matches;
    return html`<header ?inert=${sheet}>
        <h1 class="unseen">${t('present.page')}: ${store.room.title}</h1>
        <vh-room-bar
          .room=${store.room}
          .status=${store.status}
          .present=${store.present}
          .votes=${votes}
          .poll=${counted}
          .clock=${store.clock}
          @vh-title=${(event) => this.actions.rename(event.detail.title)}
        ></vh-room-bar>
        <div class="tools">
          <vh-theme-switch></vh-theme-switch>
          <button class="quiet help" data-testid="help" aria-label=${t('keys.title')} @click=${this.#help}>?</button>
        </div>
      </header>
      <p class="banner" data-testid="reconnecting" ?hidden=${store.status !== 'reconnecting'}>${t('reconnecting')}</p>
      <p class="banner" role="status" data-testid="suspended" ?hidden=${!store.room.suspended}>${t('present.suspended')}</p>
      ${session.offered ? html`<vh-key-offer @vh-offer=${(event) => session.answerOffer(event.detail.take)}></vh-key-offer>` : ''}
      ${session.offered || session.isKeyPersistent || this.keyNoticeRead
        ? ''
        : html`<vh-key-unkept @vh-notify=${(event) => this.actions.notify(event.detail.text)} @vh-kept=${() => (this.keyNoticeRead = true)}></vh-key-unkept>`}
      <div class="columns">
        ${this.#renderSidebar(poll, sheet)}
        <div class="scroll" ?inert=${sheet}>
          ${this.agenda.renderBar(editing.current || this.questions.selected ? null : poll, this.phone.matches)}
          <main>${editing.current ? this.#renderEditor() : this.questions.selected ? this.questions.renderPanel() : poll ? this.#renderPoll(poll) : this.#renderEmpty()}</main>
          ${renderRoomPanel(this, poll)}
        </div>
      </div>
      <vh-toasts
        .toasts=${this.actions.toasts}
        @vh-undo=${(event) => this.actions.undo(event.detail.poll)}
        @vh-dismiss=${(event) => this.actions.dismiss(event.detail.id)}
      ></vh-toasts>
      <vh-shortcuts ?on=${this.keyboard.enabled} @vh-keys=${(event) => this.keyboard.enable(event.detail.on)}></vh-shortcuts>
      <vh-live-region></vh-live-region>`;
  }

  updated() {
    if (this.session.token && this.store.status !== 'loading') applyTheme(this.store.room.theme);
    if (this.session.token && !this.session.isKeyPersistent) keyIntoAddress(this.session.token);
    if (this.session.token) this.editing.pollReceived(this.store.polls.get(this.editing.current?.poll?.id));
    if (this.session.token && this.store.polls.has(this.selected)) this.screen.pollRendered(this.#poll);
    const live = this.renderRoot.querySelector('vh-live-region');
    const poll = this.session.token && this.#poll;
    if (!live || !poll) return;
    const tally = this.store.tallies.get(poll.id);
    live.sayConnection(this.store.status);
    live.say('poll', `${t(`state.${poll.state}`)}: ${poll.question}`);
    if (tally?.result && poll.state !== 'draft') live.say('result', roundsResultOf(poll).summary(poll, tally));
  }

  #renderSidebar(poll, sheet) {
    const { store, editing } = this;
    return html`<nav class=${sheet ? 'sheet' : ''} aria-label=${t('present.polls')} @keydown=${(event) => event.key === 'Escape' && this.#closeSheet()}>
      ${sheet
        ? html`<div class="sheet-head">
            <h2>${t('present.polls')}</h2>
            <button class="quiet" data-testid="sheet-close" aria-label=${t('keys.close')} @click=${this.#closeSheet}>${icons.close}</button>
          </div>`
        : ''}
      <div class="rail-head">
        <button data-testid="new-poll" @click=${() => this.#newPoll()}>${icons.plus} ${t('list.new')}</button>
        <a class="button" data-testid="link-screen" href="/screen/${this.code}" target="_blank" rel="noopener">${icons.screen} ${t('share.screen')}</a>
      </div>
      ${this.questions.renderItem()}
      <vh-poll-list
        .polls=${this.polls}
        .selected=${editing.current ? editing.current.poll?.id : this.questions.selected ? undefined : poll?.id}
        .pending=${new Map(this.actions.pending)}
        .tallies=${store.tallies}
        @vh-select=${(event) => this.select(event.detail.id)}
        @vh-order=${(event) => this.actions.reorder([...event.detail.ids, ...store.list.filter(isQuestions).map(({ id }) => id)])}
      ></vh-poll-list>
    </nav>`;
  }

  #renderPoll(poll) {
    const { store, actions } = this;
    return html`<vh-poll-panel
      .poll=${poll}
      .tally=${store.tallies.get(poll.id)}
      .clock=${store.clock}
      .access=${{ code: this.code, token: this.session.token }}
      .roll=${this.rolls.get(poll.electorate)}
      .next=${this.nextStep(poll)}
      .agenda=${this.agenda.agenda}
      .polls=${store.list}
      .seconds=${this.seconds}
      ?busy=${actions.busy.has(poll.id) || this.agenda.busy}
      .pending=${actions.pending.get(poll.id)}
      ?stale=${!store.fresh}
      ?phone=${this.phone.matches}
      .onScreen=${stageText(store.room.stage, store.list)}
      .place=${{ at: this.polls.indexOf(poll), of: this.polls.length }}
      @vh-command=${(event) => this.#execute(poll, event.detail)}
      @vh-move=${(event) => this.#move(event.detail.by)}
      @vh-list=${this.#openSheet}
      @vh-agenda=${({ detail }) => this.agenda.call(detail.step, detail.body)}
      @vh-seconds=${(event) => this.#setTimeLimit(event.detail.seconds)}
    ></vh-poll-panel>`;
  }

  #renderEditor() {
    const { editing } = this;
    const { poll, problem, saving, theirs } = editing.current;
    return html`<vh-poll-editor
      .poll=${poll}
      .start=${editing.savedForm}
      .problem=${problem}
      .rolls=${this.rolls.list}
      .sendPicture=${(blob) => this.session.api.addImage(blob)}
      .rollsPage=${this.session.owner ? `/rolls/${this.code}` : ''}
      ?saving=${saving}
      @vh-save=${this.#save}
      @vh-form=${(event) => editing.saveForm(event.detail.form)}
      @vh-cancel=${() => editing.finish()}
    ></vh-poll-editor>
    ${theirs
      ? html`<vh-edit-conflict .before=${poll} .theirs=${theirs} @vh-theirs=${() => editing.takeTheirs()} @vh-mine=${() => editing.keepMine()}></vh-edit-conflict>`
      : ''}`;
  }

  #renderViewer() {
    this.viewer ??= import('../presenter/components/viewer.js').catch(() => (this.viewer = null));
    return html`<vh-viewer .code=${this.code} .token=${this.session.viewerToken} @vh-refused=${(event) => this.session.viewerRefused(event.detail.reason)}></vh-viewer>`;
  }

  #renderKeyForm() {
    const { keyError, checking } = this.session;
    return html`<main class="plain">
      <vh-key-form .code=${this.code} .error=${keyError} ?busy=${checking} @vh-key=${(event) => this.session.tryKey(event.detail.key)}></vh-key-form>
    </main>`;
  }

  #renderEmpty() {
    if (this.store.status === 'loading') {
      return html`<p class="soft" role="status">${t(this.store.connection.state === 'waiting' ? 'loading.slow' : 'loading')}</p>`;
    }
    return html`<div class="empty" data-testid="empty">
      <h2>${t('present.empty')}</h2>
      <p class="soft">${t('present.empty-more')}</p>
      <button class="primary" data-testid="next-action" data-kind="make" @click=${() => this.editing.edit(null)}>${t('next.make')}</button>
      ${this.phone.matches ? this.questions.renderItem() : ''}
    </div>`;
  }

  /** The selected poll; until one is selected the open one, else the first draft, else the last. */
  get #poll() {
    const list = this.polls;
    return list.find(({ id }) => id === this.selected) ?? list.find(({ state }) => state === 'open') ?? list.find(({ state }) => state === 'draft') ?? list.at(-1);
  }

  #onPageHide = () => this.actions?.executeScheduled();

  /** A link with a key was opened in this tab, which only changes the fragment and does not reload the page. */
  #onHashChange = () => {
    const key = keyFromAddress();
    if (key) this.session.tryKey(key);
  };

  /** Shows the questions from the floor in place of a poll. */
  openQuestions() {
    this.editing.suspend();
    this.#closeSheet();
    this.renderRoot.querySelector('.scroll')?.scrollTo({ top: 0, behavior: 'instant' });
    this.questions.select(true);
  }

  select(id) {
    this.questions.select(false);
    this.selected = id;
    this.editing.suspend();
    this.#closeSheet();
    // The main button is at the head of the poll.
    this.renderRoot.querySelector('.scroll')?.scrollTo({ top: 0, behavior: 'instant' });
    this.screen.pollSelected(this.store.polls.get(id));
  }

  /** What the main button of the poll does. */
  nextStep(poll) {
    return (poll && this.agenda.stepOf(poll)) || nextStep(poll, this.polls, this.seconds);
  }

  /** The running order came from one poll, if from any, to another: the page goes with it unless the presenter looks at something else. */
  followOrder(from, to) {
    if (!this.selected || !from || this.selected === from) this.selected = to;
  }

  #newPoll() {
    this.#closeSheet();
    this.editing.edit(null);
  }

  #openSheet = async () => {
    this.sheet = true;
    await this.updateComplete;
    this.renderRoot.querySelector('vh-poll-list').focusSelected();
  };

  #closeSheet = async () => {
    if (!this.sheet) return;
    this.sheet = false;
    await this.updateComplete;
    this.renderRoot.querySelector('vh-poll-panel')?.focusList();
  };

  #save = async (event) => {
    const poll = await this.editing.save(this.actions, event.detail);
    if (poll) this.select(poll.id);
  };

  #execute(poll, command) {
    // Keeps the poll selected, even if another one is opened elsewhere.
    this.selected = poll.id;
    return this.commands.execute(poll, command);
  }

  #setTimeLimit(seconds) {
    this.seconds = seconds;
    writeStored('votehub.seconds', seconds || null);
  }

  #help() {
    this.renderRoot.querySelector('vh-shortcuts').show();
  }

  /** Whether shortcuts are off: no key to the room, the editor or a dialog is open. */
  get #keysBlocked() {
    const dialogOpen = ['vh-shortcuts', 'vh-room-end'].some((name) => this.renderRoot.querySelector(name)?.open);
    return !this.session.token || (this.editing.current && !this.screen.isOpen) || dialogOpen;
  }

  #performKey({ move, ...action }) {
    const poll = this.#poll;
    const { command } = action;
    // Nothing is done to a page that is covered by the big screen.
    if (this.screen.isOpen && ['help', 'new', 'full'].includes(command)) return false;
    // Nor to a poll that is covered by the questions from the floor.
    if (this.questions.selected && !this.screen.isOpen && !move && !ROOM_KEYS.includes(command)) return false;
    if (move) this.#move(move);
    else if (command === 'help') this.#help();
    else if (command === 'full') this.screen.open();
    else if (command === 'blank') this.screen.toggleBlank(this.#pollForKeys);
    else if (command === 'lobby') this.screen.showLobby();
    else if (command === 'new') this.editing.edit(null);
    // At the end of the list a clicker does nothing rather than open the editor.
    else if (command === 'next' && this.nextStep(poll).kind === 'make') this.actions.notify(t('keys.end'));
    else this.#execute(poll, action);
    return true;
  }

  /** The action that the API would be called for by a command of the keyboard, or what the main button does instead. */
  #callOf(poll, { command, visible }) {
    if (command === 'show') return visible ? 'reveal' : 'hide';
    if (command === 'open') return 'reopen';
    const step = this.nextStep(poll);
    return step.call ? AGENDA : step.kind;
  }

  get #pollForKeys() {
    const poll = this.#poll;
    return this.actions.pending.has(poll?.id) ? null : poll;
  }

  #move(by) {
    const list = this.polls;
    const next = list[list.indexOf(this.#poll) + by];
    if (next) this.select(next.id);
  }
}

customElements.define('vh-present', VhPresent);
