/**
 * The presenter's page: `/present/CODE`. Polls left, the poll that is led right, what must always be seen on top.
 * Without a valid key it shows the key form, and nothing else. Keys: see components/shortcuts.js.
 *
 * Hooks: data-testid="empty" (no poll yet), "help", "reconnecting"; see room-bar, poll-list, poll-stage, poll-editor, share, toasts, key-form.
 */
import { LitElement, html } from 'lit';
import '../i18n/present.js';
import '../components/bars.js';
import '../components/gone.js';
import '../components/key-form.js';
import '../components/key-offer.js';
import '../components/live-region.js';
import '../components/poll-editor.js';
import '../components/poll-list.js';
import '../components/poll-stage.js';
import '../components/room-bar.js';
import '../components/room-file.js';
import '../components/room-life.js';
import '../components/share.js';
import { shared } from '../components/shared.js';
import '../components/shortcuts.js';
import '../components/theme-switch.js';
import '../components/toasts.js';
import { PresenterApi, checkKey } from '../api.js';
import { t } from '../i18n/index.js';
import { KeyRing } from '../key-ring.js';
import { Leading, nextStep } from '../leading.js';
import { hubUrl, wakeWith } from '../lib/page-hub.js';
import { saveAs } from '../lib/save-as.js';
import { methods, resultOf } from '../methods/index.js';
import { codeFromPath, keep, keyFromAddress, kept, rememberRoom } from '../session.js';
import { RoomStore, Watching } from '../store.js';
import { deedOf } from './present-keys.js';
import { presentStyles } from './present-styles.js';

class VhPresent extends LitElement {
  static properties = {
    token: { state: true },
    selected: { state: true },
    /** null, or {poll: ?Poll, problem, saving} while a poll is written */
    editing: { state: true },
    seconds: { state: true },
    keys: { state: true },
    keyError: { state: true },
    /** A good key that a link brought while another one leads, or null */
    offered: { state: true },
    checking: { state: true },
  };

  static styles = [shared, presentStyles];

  constructor() {
    super();
    this.code = codeFromPath(location.pathname);
    this.ring = new KeyRing(this.code, (key) => checkKey(this.code, key));
    this.offered = null;
    this.seconds = Number(kept('votehub.seconds') ?? 0);
    this.keys = kept('votehub.keys') !== 'off';
    this.keyError = '';
    this.editing = null;
    new Watching(this, methods);
    // What was written but not saved, by poll (undefined: the new one); looking at another poll must not lose it.
    this.unsaved = new Map();
    const given = keyFromAddress();
    this.#lead(this.ring.current);
    if (given) this.#consider(given);
  }

  connectedCallback() {
    super.connectedCallback();
    document.addEventListener('keydown', this.#key);
    window.addEventListener('hashchange', this.#keyInAddress);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('keydown', this.#key);
    window.removeEventListener('hashchange', this.#keyInAddress);
    this.unwake?.();
    this.store?.stop();
  }

  render() {
    document.title = `${this.store?.room.title || this.code} · ${t('present.page')}`;
    if (!this.token) return html`<main><vh-key-form .code=${this.code} .error=${this.keyError} ?busy=${this.checking} @vh-key=${(event) => this.#consider(event.detail.key)}></vh-key-form></main>`;
    const { store } = this;
    if (store.status === 'gone') return html`<main><vh-gone .reason=${store.reason} .code=${this.code}></vh-gone></main>`;
    const poll = this.#poll;
    // What is going on comes first: the open poll, even while another one is looked at.
    const counted = poll?.state === 'open' ? poll : (store.list.find(({ state }) => state === 'open') ?? poll);
    const votes = counted && counted.state !== 'draft' ? (store.tallies.get(counted.id)?.ballots ?? 0) : 0;
    return html`<header>
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
          <button class="quiet" data-testid="help" aria-label=${t('keys.title')} @click=${this.#help}>?</button>
        </div>
      </header>
      <p class="banner" data-testid="reconnecting" ?hidden=${store.status !== 'reconnecting'}>${t('reconnecting')}</p>
      ${this.offered ? html`<vh-key-offer @vh-offer=${this.#answerOffer}></vh-key-offer>` : ''}
      <div class="columns">
        <nav aria-label=${t('present.polls')}>
          <vh-poll-list
            .polls=${store.list}
            .selected=${this.editing ? this.editing.poll?.id : poll?.id}
            .pending=${new Map(this.leading.pending)}
            .tallies=${store.tallies}
            @vh-select=${(event) => this.#select(event.detail.id)}
            @vh-order=${(event) => this.leading.reorder(event.detail.ids)}
            @vh-new=${() => this.#edit(null)}
          ></vh-poll-list>
          <vh-room-file
            ?some=${store.list.length > 0}
            ?busy=${this.leading.importing}
            @vh-export=${this.#exportRoom}
            @vh-import=${(event) => this.#importPolls(event.detail.file)}
          ></vh-room-file>
          <vh-share .room=${store.room} .token=${this.token} @vh-said=${(event) => this.leading.say(event.detail.words)} @vh-renew=${this.#renewKey}></vh-share>
          <vh-room-life .code=${this.code} .token=${this.token}></vh-room-life>
        </nav>
        <main>${this.editing ? this.#editor() : poll ? this.#stage(poll) : this.#empty()}</main>
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
    const live = this.renderRoot.querySelector('vh-live-region');
    const poll = this.store && this.#poll;
    if (!live || !poll) return;
    const tally = this.store.tallies.get(poll.id);
    live.sayConnection(this.store.status);
    live.say('poll', `${t(`state.${poll.state}`)}: ${poll.question}`);
    if (tally?.result && poll.state !== 'draft') live.say('result', resultOf(poll).summary(poll, tally));
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
      @vh-do=${(event) => this.#do(poll, event.detail)}
      @vh-seconds=${(event) => this.#limit(event.detail.seconds)}
    ></vh-poll-stage>`;
  }

  #editor() {
    const { poll, problem, saving } = this.editing;
    return html`<vh-poll-editor
      .poll=${poll}
      .start=${this.unsaved.get(poll?.id)}
      .problem=${problem}
      ?saving=${saving}
      @vh-save=${this.#save}
      @vh-form=${(event) => this.unsaved.set(poll?.id, event.detail.form)}
      @vh-cancel=${() => this.#leaveEditor()}
    ></vh-poll-editor>`;
  }

  #empty() {
    if (this.store.status === 'loading') {
      return html`<p class="soft" role="status">${t(this.store.hub.state === 'waiting' ? 'loading.slow' : 'loading')}</p>`;
    }
    return html`<div class="empty" data-testid="empty">
      <h2>${t('present.empty')}</h2>
      <p class="soft">${t('present.empty-more')}</p>
      <button class="primary" data-testid="next-action" data-kind="make" @click=${() => this.#edit(null)}>${t('next.make')}</button>
    </div>`;
  }

  /** The poll that is led: the chosen one, else the open one, else the first draft, else the last. */
  get #poll() {
    const { list, polls } = this.store;
    return polls.get(this.selected) ?? list.find(({ state }) => state === 'open') ?? list.find(({ state }) => state === 'draft') ?? list.at(-1);
  }

  #lead(token) {
    this.unwake?.();
    this.store?.stop();
    this.token = token;
    if (!token) return;
    this.keyError = '';
    this.store = new RoomStore({ code: this.code, url: hubUrl(location), presenterToken: token });
    this.leading = new Leading(new PresenterApi(this.code, token), this.store);
    new Watching(this, this.store);
    new Watching(this, this.leading);
    this.store.addEventListener('change', () => this.#checkKey());
    this.store.start();
    this.unwake = wakeWith(this.store.hub, window);
  }

  /** A key that the hub takes for no presenter's leads no more; it is kept, for what refuses it may be a fault. */
  #checkKey() {
    const { status, reason, role, room } = this.store;
    // While it is being replaced, its end is expected.
    if (this.renewing && reason === 'revoked') return;
    if ((status === 'gone' && ['bad-token', 'forbidden', 'revoked'].includes(reason)) || (status === 'live' && role !== 'presenter')) {
      this.store.stop();
      this.keyError = reason === 'revoked' ? t('key.revoked') : t('problem.bad-token');
      this.token = null;
      this.ring.next().then((key) => key && !this.token && this.#lead(key));
    } else if (status === 'live' && room.title !== this.known) {
      this.known = room.title;
      rememberRoom({ code: this.code, title: room.title, token: this.token });
    }
  }

  /** A key came from a person or a link, which is no proof that it is good. */
  async #consider(key) {
    this.checking = true;
    const verdict = await this.ring.offer(key);
    this.checking = false;
    if (verdict === 'taken' || (!this.token && verdict === 'same')) this.#lead(key);
    else if (!this.token && verdict === 'ask') this.#takeKey(key);
    else if (verdict === 'ask') this.offered = key;
    else if (this.token && verdict !== 'same') this.leading.say(t(`key.link-${verdict}`));
    else this.keyError = t(verdict === 'bad' ? 'problem.bad-token' : 'problem.offline');
  }

  #answerOffer(event) {
    const key = this.offered;
    this.offered = null;
    if (event.detail.take) this.#takeKey(key);
  }

  #takeKey(key) {
    this.ring.take(key);
    this.#lead(key);
  }

  async #renewKey() {
    this.renewing = true;
    const key = await this.leading.renewKey();
    this.renewing = false;
    if (!key) {
      if (this.store.reason === 'revoked') this.leading.say(t('key.lost'));
      return this.#checkKey();
    }
    this.ring.renewed(key);
    this.#lead(key);
    this.leading.say(t('key.renewed'));
  }

  /** A link with a key was pasted into this very tab, where no page is loaded anew. */
  #keyInAddress = () => {
    const key = keyFromAddress();
    if (key) this.#consider(key);
  };

  #select(id) {
    this.selected = id;
    this.editing = null;
  }

  #leaveEditor() {
    this.unsaved.delete(this.editing?.poll?.id);
    this.editing = null;
  }

  #edit(poll) {
    this.editing = { poll };
  }

  async #save(event) {
    const { id, fields } = event.detail;
    this.editing = { ...this.editing, saving: true, problem: null };
    try {
      const poll = await this.leading.save(id, fields);
      this.#leaveEditor();
      this.#select(poll.id);
    } catch (problem) {
      this.editing = { ...this.editing, saving: false, problem };
    }
  }

  async #do(poll, { what, seconds, visible, file, type, entry, state }) {
    const { leading } = this;
    // What is led stays in sight, even if another poll is opened elsewhere.
    this.selected = poll.id;
    if (what === 'next') return this.#next(poll);
    if (what === 'open') return leading.open(poll, this.seconds);
    if (what === 'close') return leading.close(poll);
    if (what === 'extend') return leading.extend(poll, seconds);
    if (what === 'show') return leading.show(poll, visible);
    if (what === 'mark') return leading.mark(poll, entry, state);
    if (what === 'edit') return this.#edit(poll);
    if (what === 'duplicate') return this.#select((await leading.duplicate(poll))?.id ?? poll.id);
    if (what === 'export') return saveAs(await leading.download(poll, file, type), `${this.code}-${file}`, type);
    leading.later(poll, what);
  }

  #next(poll) {
    const step = nextStep(poll, this.store.list, this.seconds);
    if (step.kind === 'closing') return undefined;
    if (step.kind === 'make') return this.#edit(null);
    if (step.kind === 'next') return this.#select(step.poll.id);
    if (step.kind === 'reveal') return this.leading.show(poll, true);
    return step.kind === 'open' ? this.leading.open(poll, this.seconds) : this.leading.close(poll);
  }

  async #exportRoom() {
    saveAs(await this.leading.exportRoom(), `votehub-${this.code}`, 'application/json');
  }

  async #importPolls(file) {
    const made = await this.leading.importPolls(file);
    if (made && !this.editing) this.#select(made[0].id);
  }

  #limit(seconds) {
    this.seconds = seconds;
    keep('votehub.seconds', seconds || null);
  }

  #help() {
    this.renderRoot.querySelector('vh-shortcuts').show();
  }

  #switchKeys(event) {
    this.keys = event.detail.on;
    keep('votehub.keys', this.keys ? null : 'off');
  }

  #key = (event) => {
    if (!this.token || this.editing || this.renderRoot.querySelector('vh-shortcuts')?.open) return;
    const poll = this.leading.pending.has(this.#poll?.id) ? null : this.#poll;
    const deed = deedOf(event, poll, this.keys);
    if (!deed) return;
    event.preventDefault();
    if (deed.what === 'help') this.#help();
    else this.#follow(deed);
  };

  #follow(deed) {
    const poll = this.#poll;
    if (deed.what === 'new') return this.#edit(null);
    if (!deed.move) return this.#do(poll, deed);
    const { list } = this.store;
    const next = list[list.indexOf(poll) + deed.move];
    if (next) this.#select(next.id);
  }
}

customElements.define('vh-present', VhPresent);
