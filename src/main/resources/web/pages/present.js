/**
 * The presenter's page: `/present/CODE`. Polls left, the poll that is led in the middle, the room right, what must always be seen on top.
 * List and poll scroll by themselves. On a phone what is done next is at the foot, and the list is a sheet over the page.
 * Without a valid key it shows the key form, and nothing else. Keys: see presenter/components/shortcuts.js.
 *
 * Hooks: data-testid="empty" (no poll yet), "new-poll", "link-screen", "sheet-close", "help", "reconnecting"; see room-bar, poll-list, poll-stage, poll-editor, share, toasts, key-form.
 */
import { LitElement, html } from 'lit';
import '../i18n/present.js';
import '../charts/bars.js';
import '../presenter/components/edit-conflict.js';
import '../components/gone.js';
import { iconStyles, icons } from '../presenter/components/icons.js';
import '../presenter/components/key-form.js';
import '../presenter/components/key-offer.js';
import '../presenter/components/key-unkept.js';
import '../components/language-switch.js';
import '../components/live-region.js';
import '../presenter/components/poll-editor.js';
import '../presenter/components/poll-list.js';
import '../presenter/components/poll-panel.js';
import '../presenter/components/room-bar.js';
import '../presenter/components/room-end.js';
import '../presenter/components/room-file.js';
import '../presenter/components/room-life.js';
import '../presenter/components/screen-picture.js';
import '../presenter/components/share.js';
import { shared } from '../components/shared-styles.js';
import '../presenter/components/shortcuts.js';
import '../components/theme-switch.js';
import '../presenter/components/toasts.js';
import { Editing } from '../presenter/poll-editing.js';
import { isolated, t } from '../i18n/index.js';
import { nextStep } from '../presenter/presenter-actions.js';
import { Media } from '../presenter/media-query.js';
import { hubUrl, wakeOnPageEvents } from '../hub/page-lifecycle.js';
import { saveAs } from '../presenter/download.js';
import { methods, resultOf } from '../methods/index.js';
import { PresenterSession } from '../presenter/presenter-session.js';
import { readStored, writeStored } from '../hub/local-storage.js';
import { codeFromPath } from '../hub/room-code.js';
import { keyFromAddress, keyIntoAddress } from '../presenter/presenter-key.js';
import { ChangeController } from '../hub/change-controller.js';
import { BigScreen } from '../presenter/big-screen-controller.js';
import { deedOf } from '../presenter/keyboard-shortcuts.js';
import { presentStyles } from './present-styles.js';

/** As in present-styles.js and poll-panel-styles.js */
const PHONE = '(max-width: 45rem), (max-height: 26rem)';
const WIDE = '(min-width: 75.01rem) and (min-height: 40rem)';

class VhPresent extends LitElement {
  static properties = { selected: { state: true }, seconds: { state: true }, keys: { state: true }, sheet: { state: true }, keyNoted: { state: true } };

  static styles = [shared, iconStyles, presentStyles];

  constructor() {
    super();
    this.code = codeFromPath(location.pathname);
    this.seconds = Number(readStored('votehub.seconds') ?? 0);
    this.keys = readStored('votehub.keys') !== 'off';
    /** Whether the list lies over the page, on a phone */
    this.sheet = false;
    this.phone = new Media(this, PHONE);
    /** Whether there is room for what the big screen shows */
    this.wide = new Media(this, WIDE);
    this.editing = new Editing();
    this.session = new PresenterSession({ code: this.code, url: hubUrl(location), wake: (connection) => wakeOnPageEvents(connection, window) });
    for (const watched of [methods, this.editing, this.session]) new ChangeController(this, watched);
    this.screen = new BigScreen(this, this.session);
    this.session.start(keyFromAddress());
  }

  connectedCallback() {
    super.connectedCallback();
    document.addEventListener('keydown', this.#key);
    document.addEventListener('keyup', this.#keyUp);
    document.addEventListener('pointerdown', this.#pointer);
    window.addEventListener('hashchange', this.#keyInAddress);
    window.addEventListener('pagehide', this.#leave);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('keydown', this.#key);
    document.removeEventListener('keyup', this.#keyUp);
    document.removeEventListener('pointerdown', this.#pointer);
    window.removeEventListener('hashchange', this.#keyInAddress);
    window.removeEventListener('pagehide', this.#leave);
    this.session.stop();
  }

  get store() {
    return this.session.store;
  }

  get leading() {
    return this.session.leading;
  }

  render() {
    document.title = `${isolated(this.store?.room.title || this.code)} · ${t('present.page')}`;
    const { store, session, editing } = this;
    if (!session.token) return this.#keyForm();
    if (store.status === 'gone') return html`<main class="plain"><vh-gone .reason=${store.reason} .code=${this.code}></vh-gone></main>`;
    const poll = this.#poll;
    // What is going on comes first: the open poll, even while another one is looked at.
    const counted = poll?.state === 'open' ? poll : (store.list.find(({ state }) => state === 'open') ?? poll);
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
          @vh-title=${(event) => this.leading.rename(event.detail.title)}
        ></vh-room-bar>
        <div class="tools">
          <vh-theme-switch></vh-theme-switch>
          <button class="quiet help" data-testid="help" aria-label=${t('keys.title')} @click=${this.#help}>?</button>
        </div>
      </header>
      <p class="banner" data-testid="reconnecting" ?hidden=${store.status !== 'reconnecting'}>${t('reconnecting')}</p>
      ${session.offered ? html`<vh-key-offer @vh-offer=${(event) => session.answerOffer(event.detail.take)}></vh-key-offer>` : ''}
      ${session.offered || session.outlastsPage || this.keyNoted
        ? ''
        : html`<vh-key-unkept @vh-said=${(event) => this.leading.say(event.detail.words)} @vh-kept=${() => (this.keyNoted = true)}></vh-key-unkept>`}
      <div class="columns">
        ${this.#rail(poll, sheet)}
        <div class="scroll" ?inert=${sheet}>
          <main>${editing.now ? this.#editor() : poll ? this.#stage(poll) : this.#empty()}</main>
          ${this.#aside(poll)}
        </div>
      </div>
      <vh-toasts
        .toasts=${this.leading.toasts}
        @vh-undo=${(event) => this.leading.undo(event.detail.poll)}
        @vh-dismiss=${(event) => this.leading.dismiss(event.detail.id)}
      ></vh-toasts>
      <vh-shortcuts ?on=${this.keys} @vh-keys=${this.#switchKeys}></vh-shortcuts>
      <vh-live-region></vh-live-region>`;
  }

  updated() {
    if (this.session.token && !this.session.outlastsPage) keyIntoAddress(this.session.token);
    if (this.session.token) this.editing.heard(this.store.polls.get(this.editing.now?.poll?.id));
    if (this.session.token && this.store.polls.has(this.selected)) this.screen.drawn(this.#poll);
    const live = this.renderRoot.querySelector('vh-live-region');
    const poll = this.session.token && this.#poll;
    if (!live || !poll) return;
    const tally = this.store.tallies.get(poll.id);
    live.sayConnection(this.store.status);
    live.say('poll', `${t(`state.${poll.state}`)}: ${poll.question}`);
    if (tally?.result && poll.state !== 'draft') live.say('result', resultOf(poll).summary(poll, tally));
  }

  #rail(poll, sheet) {
    const { store, editing } = this;
    return html`<nav class=${sheet ? 'sheet' : ''} aria-label=${t('present.polls')} @keydown=${(event) => event.key === 'Escape' && this.#closeSheet()}>
      ${sheet
        ? html`<div class="sheet-head">
            <h2>${t('present.polls')}</h2>
            <button class="quiet" data-testid="sheet-close" aria-label=${t('keys.close')} @click=${this.#closeSheet}>${icons.close}</button>
          </div>`
        : ''}
      <div class="rail-head">
        <button data-testid="new-poll" @click=${() => this.#new()}>${icons.plus} ${t('list.new')}</button>
        <a class="button" data-testid="link-screen" href="/screen/${this.code}" target="_blank" rel="noopener">${icons.screen} ${t('share.screen')}</a>
      </div>
      <vh-poll-list
        .polls=${store.list}
        .selected=${editing.now ? editing.now.poll?.id : poll?.id}
        .pending=${new Map(this.leading.pending)}
        .tallies=${store.tallies}
        @vh-select=${(event) => this.#select(event.detail.id)}
        @vh-order=${(event) => this.leading.reorder(event.detail.ids)}
      ></vh-poll-list>
    </nav>`;
  }

  #aside(poll) {
    const { store, session } = this;
    return html`<aside aria-label=${t('present.room')}>
      ${this.wide.matches ? html`<vh-screen-picture .code=${this.code}></vh-screen-picture>` : ''}
      ${this.screen.remote(poll)}
      <vh-share
        .room=${store.room}
        .token=${session.token}
        @vh-said=${(event) => this.leading.say(event.detail.words)}
        @vh-renew=${() => session.renewKey()}
      ></vh-share>
      <vh-room-file
        ?some=${store.list.length > 0}
        ?busy=${this.leading.importing}
        ?results=${store.list.some(({ state }) => state !== 'draft')}
        @vh-export=${this.#exportRoom}
        @vh-results=${this.#exportResults}
        @vh-import=${(event) => this.#importPolls(event.detail.file)}
      ></vh-room-file>
      <vh-room-life .code=${this.code} .token=${session.token}></vh-room-life>
      <vh-language-switch></vh-language-switch>
      <vh-room-end .code=${this.code} .polls=${store.list.length} @vh-end=${() => session.endRoom()}></vh-room-end>
    </aside>`;
  }

  #stage(poll) {
    const { store, leading } = this;
    return html`<vh-poll-stage
      .poll=${poll}
      .tally=${store.tallies.get(poll.id)}
      .clock=${store.clock}
      .next=${nextStep(poll, store.list, this.seconds)}
      .seconds=${this.seconds}
      ?busy=${leading.busy.has(poll.id)}
      .pending=${leading.pending.get(poll.id)}
      ?stale=${!store.fresh}
      .place=${{ at: store.list.indexOf(poll), of: store.list.length }}
      @vh-do=${(event) => this.#do(poll, event.detail)}
      @vh-move=${(event) => this.#move(event.detail.by)}
      @vh-list=${this.#openSheet}
      @vh-seconds=${(event) => this.#limit(event.detail.seconds)}
    ></vh-poll-stage>`;
  }

  #editor() {
    const { editing } = this;
    const { poll, problem, saving, theirs } = editing.now;
    return html`<vh-poll-editor
      .poll=${poll}
      .start=${editing.start}
      .problem=${problem}
      ?saving=${saving}
      @vh-save=${this.#save}
      @vh-form=${(event) => editing.wrote(event.detail.form)}
      @vh-cancel=${() => editing.end()}
    ></vh-poll-editor>
    ${theirs
      ? html`<vh-edit-conflict .before=${poll} .theirs=${theirs} @vh-theirs=${() => editing.takeTheirs()} @vh-mine=${() => editing.keepMine()}></vh-edit-conflict>`
      : ''}`;
  }

  #keyForm() {
    const { keyError, checking } = this.session;
    return html`<main class="plain">
      <vh-key-form .code=${this.code} .error=${keyError} ?busy=${checking} @vh-key=${(event) => this.session.consider(event.detail.key)}></vh-key-form>
    </main>`;
  }

  #empty() {
    if (this.store.status === 'loading') {
      return html`<p class="soft" role="status">${t(this.store.connection.state === 'waiting' ? 'loading.slow' : 'loading')}</p>`;
    }
    return html`<div class="empty" data-testid="empty">
      <h2>${t('present.empty')}</h2>
      <p class="soft">${t('present.empty-more')}</p>
      <button class="primary" data-testid="next-action" data-kind="make" @click=${() => this.editing.begin(null)}>${t('next.make')}</button>
    </div>`;
  }

  /** The poll that is led: the chosen one, else the open one, else the first draft, else the last. */
  get #poll() {
    const { list, polls } = this.store;
    return polls.get(this.selected) ?? list.find(({ state }) => state === 'open') ?? list.find(({ state }) => state === 'draft') ?? list.at(-1);
  }

  #leave = () => this.leading?.leave();

  /** A link with a key was pasted into this very tab, where no page is loaded anew. */
  #keyInAddress = () => {
    const key = keyFromAddress();
    if (key) this.session.consider(key);
  };

  #select(id) {
    this.selected = id;
    this.editing.leave();
    this.#closeSheet();
    // The large button of a poll is at its head.
    this.renderRoot.querySelector('.scroll')?.scrollTo({ top: 0, behavior: 'instant' });
    this.screen.choose(this.store.polls.get(id));
  }

  #new() {
    this.#closeSheet();
    this.editing.begin(null);
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
    this.renderRoot.querySelector('vh-poll-stage')?.focusList();
  };

  #save = async (event) => {
    const poll = await this.editing.save(this.leading, event.detail);
    if (poll) this.#select(poll.id);
  };

  async #do(poll, { what, seconds, visible, file, type, entries, state }) {
    const { leading } = this;
    // What is led stays in sight, even if another poll is opened elsewhere.
    this.selected = poll.id;
    if (what === 'next') return this.#next(poll);
    if (what === 'open') return leading.open(poll, this.seconds);
    if (what === 'close') return leading.close(poll);
    if (what === 'extend') return leading.extend(poll, seconds);
    if (what === 'show') return leading.show(poll, visible);
    if (what === 'mark') return leading.mark(poll, entries, state);
    if (what === 'edit') return this.editing.begin(poll);
    if (what === 'duplicate') return this.#select((await leading.duplicate(poll))?.id ?? poll.id);
    if (what === 'export') return saveAs(await leading.download(poll, file, type), `${this.code}-${file}`, type);
    leading.later(poll, what);
  }

  #next(poll) {
    const step = nextStep(poll, this.store.list, this.seconds);
    if (step.kind === 'closing') return undefined;
    if (step.kind === 'make') return this.editing.begin(null);
    if (step.kind === 'next') return this.#select(step.poll.id);
    if (step.kind === 'reveal') return this.leading.show(poll, true);
    return step.kind === 'open' ? this.leading.open(poll, this.seconds) : this.leading.close(poll);
  }

  async #exportRoom() {
    saveAs(await this.leading.exportRoom(), `votehub-${this.code}`, 'application/json');
  }

  async #exportResults() {
    saveAs(await this.leading.exportResults(), `votehub-${this.code}-results`, 'text/csv');
  }

  async #importPolls(file) {
    const made = await this.leading.importPolls(file);
    if (made && !this.editing.now) this.#select(made[0].id);
  }

  #limit(seconds) {
    this.seconds = seconds;
    writeStored('votehub.seconds', seconds || null);
  }

  #help() {
    this.renderRoot.querySelector('vh-shortcuts').show();
  }

  #switchKeys(event) {
    this.keys = event.detail.on;
    writeStored('votehub.keys', this.keys ? null : 'off');
  }

  /** Whether a dialog is open, whose keys are its own. */
  get #asked() {
    return ['vh-shortcuts', 'vh-room-end'].some((name) => this.renderRoot.querySelector(name)?.open);
  }

  #key = (event) => {
    this.heldSpace = false;
    if (event.key === 'Tab') this.clicked = false;
    if (!this.session.token || (this.editing.now && !this.screen.covers) || this.#asked) return;
    const poll = this.leading.pending.has(this.#poll?.id) ? null : this.#poll;
    const deed = deedOf(event, poll, this.clicked, this.keys);
    // What would be done to a page that cannot be seen is not done.
    if (!deed || (this.screen.covers && ['help', 'new', 'full'].includes(deed.what))) return;
    event.preventDefault();
    // The big screen over this page has keys of its own.
    event.stopPropagation();
    this.heldSpace = event.key === ' ';
    if (deed.what === 'help') this.#help();
    else if (deed.what === 'full') this.screen.open();
    else if (deed.what === 'blank') this.screen.blank(poll);
    else if (deed.what === 'lobby') this.screen.lobby();
    else this.#follow(deed);
  };

  /** Browsers cannot be asked: to them the focus is the keys' as soon as one is pressed. */
  #pointer = () => {
    this.clicked = true;
  };

  /** Some browsers press a button when Space is let go, whatever became of the key before. */
  #keyUp = (event) => {
    if (event.key === ' ' && this.heldSpace) event.preventDefault();
  };

  #follow(deed) {
    const poll = this.#poll;
    if (deed.what === 'new') return this.editing.begin(null);
    if (deed.move) return this.#move(deed.move);
    // A clicker goes on to the end of the list, and does not begin to write there.
    const end = deed.what === 'next' && nextStep(poll, this.store.list, this.seconds).kind === 'make';
    return end ? this.leading.say(t('keys.end')) : this.#do(poll, deed);
  }

  #move(by) {
    const { list } = this.store;
    const next = list[list.indexOf(this.#poll) + by];
    if (next) this.#select(next.id);
  }
}

customElements.define('vh-present', VhPresent);
