/**
 * The voter's page: `/r/CODE`. The open polls, the newest on top, or else the one that was closed last; below them a quiet list of the
 * earlier ones. Nothing moves under a finger: a poll that is opened takes its place at rest, or when it is asked for.
 *
 * Hooks: data-testid="waiting" (no poll yet), "present-count" with data-present, "reconnecting", "letters" (keys on or off), "new-poll"
 * (one waits for its place), "lost" (a vote that went with its poll), "earlier", "earlier-ID" (its line in the list) and "earlier-all";
 * see poll-view, choice-list, vote-state, multiple, countdown, connection, gone for the rest.
 */
import { LitElement, css, html, nothing } from 'lit';
import { repeat } from 'lit-html/directives/repeat.js';
import '../components/connection.js';
import '../components/language-switch.js';
import '../components/live-region.js';
import '../voter/poll-view.js';
import { shared } from '../components/shared-styles.js';
import '../components/theme-switch.js';
import { refusal } from '../voter/vote-state.js';
import { shortReceipt } from '../i18n/format.js';
import { isolated, t } from '../i18n/index.js';
import { hubUrl, wakeOnPageEvents } from '../hub/page-lifecycle.js';
import { carryOut } from '../voter/first-paint.js';
import { maySee } from '../voter/result-visibility.js';
import { RestingList } from '../voter/idle-list.js';
import { standingWords } from '../voter/vote-text.js';
import { methods, ready, resultOf } from '../methods/index.js';
import { codeFromPath, keep, kept, spokenCode } from '../hub/local-storage.js';
import { ChangeController } from '../hub/change-controller.js';
import { RoomStore } from '../hub/room-store.js';

/** More are for who asks for them. */
const EARLIER_SHOWN = 5;

/** One column, as wide as a thumb reaches. */
const looks = css`
  :host {
    display: grid;
    grid-template: auto 1fr auto / minmax(0, 1fr);
    min-height: 100vh;
    min-height: 100dvh;
    max-width: 44rem;
    margin: 0 auto;
    padding: 0 max(var(--s4), env(safe-area-inset-right)) env(safe-area-inset-bottom) max(var(--s4), env(safe-area-inset-left));
  }
  /* What the hub has painted brings all this itself. */
  :host([painted]) {
    display: block;
    max-width: none;
    padding: 0;
  }
  header {
    display: flex;
    align-items: center;
    flex-wrap: wrap;
    gap: 0 var(--s2);
    min-height: 3.5rem;
    border-bottom: 1px solid var(--line);
    container-type: inline-size;
  }
  .mark {
    display: grid;
    place-items: center;
    min-width: var(--target);
    min-height: var(--target);
    margin-inline-start: calc(var(--s2) * -1);
  }
  h1 {
    flex: 1 1 5rem;
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    font-size: var(--text-m);
    font-weight: 600;
  }
  .present {
    min-width: 5.5rem;
    text-align: end;
    white-space: nowrap;
  }
  /* Large letters: the title has the first row, and the targets stay as large as a thumb. */
  @container (max-width: 14rem) {
    header > * {
      --target: 44px;
    }
    h1 {
      flex-basis: 3rem;
    }
    .present {
      order: 1;
      flex: 1 0 100%;
      padding-bottom: var(--s1);
      text-align: start;
    }
  }
  .banner {
    /* Above the page, not in it: nothing under a thumb may move when the network comes and goes. */
    position: fixed;
    inset: 0 0 auto;
    z-index: 2;
    padding: var(--s4);
    background: var(--waiting-wash);
    color: var(--waiting);
    font-weight: 600;
    text-align: center;
  }
  main {
    display: grid;
    align-content: start;
    gap: var(--s12);
    min-width: 0;
    padding: var(--s6) 0 var(--s8);
  }
  vh-poll-view + vh-poll-view {
    padding-top: var(--s8);
    border-top: 1px solid var(--line);
  }
  .new {
    position: fixed;
    inset: var(--s3) 0 auto;
    z-index: 3;
    justify-self: center;
    max-width: calc(100% - var(--s8));
    margin: 0 auto;
    padding: var(--s3) var(--s4);
    overflow: hidden;
    border: 0;
    border-radius: 999px;
    background: var(--accent);
    color: var(--on-accent);
    font: inherit;
    font-weight: 650;
    text-overflow: ellipsis;
    white-space: nowrap;
    box-shadow: 0 4px 16px rgb(0 0 0 / 0.25);
    cursor: pointer;
  }
  .earlier {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    padding-top: var(--s6);
    border-top: 1px solid var(--line);
  }
  .earlier h2 {
    padding-bottom: var(--s2);
    color: var(--ink-soft);
    font-size: var(--text-m);
    font-weight: 600;
  }
  .earlier summary {
    display: flex;
    align-items: baseline;
    justify-content: space-between;
    gap: var(--s4);
    min-height: var(--target);
    padding: var(--s3) 0;
    border-bottom: 1px solid var(--line);
    overflow-wrap: anywhere;
    cursor: pointer;
  }
  .earlier summary::after {
    content: '▾';
    flex: none;
    color: var(--ink-soft);
  }
  .earlier [open] summary::after {
    content: '▴';
  }
  .earlier vh-poll-view {
    padding: var(--s4) 0 var(--s8);
  }
  .lost {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--s2) var(--s4);
    padding: var(--s3) var(--s4);
    border-radius: var(--radius);
    background: var(--refused-wash);
    color: var(--refused);
    overflow-wrap: anywhere;
  }
  .lost p {
    flex: 1 1 14rem;
  }
  .waiting {
    display: grid;
    gap: var(--s3);
    padding-top: 22vh;
    text-align: center;
  }
  .waiting h2 {
    font: 600 var(--text-2xl) / 1.2 var(--serif);
  }
  .center {
    text-align: center;
  }
  .skeleton {
    display: grid;
    gap: var(--s3);
  }
  .skeleton i,
  .skeleton b {
    height: 4rem;
    border-radius: var(--radius);
    background: var(--sunken);
  }
  .skeleton i {
    width: 80%;
    margin-bottom: var(--s3);
  }
  footer {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0 var(--s4);
    min-height: var(--target);
    border-top: 1px solid var(--line);
  }
  vh-connection {
    min-width: 8.5rem;
  }
  .keys {
    display: none;
    align-items: center;
    gap: var(--s2);
    min-height: var(--target);
    color: var(--ink-soft);
  }
  .keys input {
    width: 1.1rem;
    height: 1.1rem;
    accent-color: var(--accent);
  }
  @media (hover: hover) and (pointer: fine) {
    .keys {
      display: inline-flex;
    }
  }
`;

class VhRoom extends LitElement {
  static properties = { letters: { state: true }, unfolded: { state: true }, wholeList: { state: true } };
  static styles = [shared, looks];

  constructor() {
    super();
    // Only a poll that closes before our eyes is announced as closed.
    this.seenOpen = new Set();
    this.unfolded = new Set();
    this.wholeList = false;
    this.list = new RestingList(this);
    this.letters = kept('votehub.letters') !== 'off';
    this.store = new RoomStore({ code: codeFromPath(location.pathname), url: hubUrl(location) });
    new ChangeController(this, this.store);
    new ChangeController(this, methods);
  }

  connectedCallback() {
    super.connectedCallback();
    this.paint = this.querySelector('.paint');
    this.toggleAttribute('painted', Boolean(this.paint?.shadowRoot));
    this.store.start();
    this.unwake = wakeOnPageEvents(this.store.connection, window);
    document.addEventListener('keydown', this.#key);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('keydown', this.#key);
    this.unwake();
    this.store.stop();
  }

  render() {
    const { store } = this;
    document.title = store.room.title ? `${isolated(store.room.title)} · Votehub` : 'Votehub';
    if (store.status === 'gone') {
      // Hardly anybody sees it, so nobody loads it beforehand.
      import('../components/gone.js');
      return html`<main><vh-gone .reason=${store.reason} .code=${store.room.code}></vh-gone></main>`;
    }
    const { lead, earlier, loading } = this.#shown();
    if (loading && this.hasAttribute('painted')) return this.#painted();
    return html`<header>
        <a class="mark" href="/" aria-label=${t('home.name')}><img src=${new URL('../icon.svg', import.meta.url)} alt="" width="28" height="28" /></a>
        <h1 dir="auto">${store.room.title || spokenCode(store.room.code)}</h1>
        <span class="present small soft" data-testid="present-count" data-present=${store.present}>
          ${store.status === 'loading' ? '' : t('present', { n: store.present })}
        </span>
        <vh-theme-switch></vh-theme-switch>
      </header>
      <p class="banner" data-testid="reconnecting" ?hidden=${store.status !== 'reconnecting'}>${t('reconnecting')}</p>
      ${this.#newPoll()}
      <main>
        ${store.lost.length ? this.#lost() : nothing} ${loading ? this.#loading() : lead.length ? this.#polls(lead, earlier) : this.#waiting()}
        ${earlier.length ? this.#earlier(earlier) : nothing}
      </main>
      <footer ?hidden=${store.status === 'loading'}>
        <vh-connection .status=${store.status}></vh-connection>
        <label class="keys small"
          ><input type="checkbox" data-testid="letters" .checked=${this.letters} @change=${this.#toggleLetters} /> ${t('room.letters')}</label
        >
        <vh-language-switch></vh-language-switch>
      </footer>
      <vh-live-region></vh-live-region>`;
  }

  updated() {
    if (this.paint && !this.renderRoot.querySelector('slot')) this.#takeOver();
    const live = this.renderRoot.querySelector('vh-live-region');
    if (!live) return;
    const { store } = this;
    live.sayConnection(store.status);
    for (const each of store.lost) live.say(`lost ${each.id}`, lostWords(each));
    for (const poll of this.#inOrder()) {
      const { attempt, counted } = store.ballots.of(poll.id);
      if (poll.state === 'open') {
        this.seenOpen.add(poll.id);
        live.say(`poll ${poll.id}`, t('say.open', { question: poll.question }));
      } else if (this.seenOpen.has(poll.id)) live.say(`poll ${poll.id}`, t('say.closed', { question: poll.question }));
      if (attempt?.state === 'refused') live.say(`vote ${poll.id}`, refusal(attempt));
      else if (attempt?.state === 'waiting') live.say(`vote ${poll.id}`, t('vote.waiting'));
      else if (counted?.receipt && !attempt) live.say(`vote ${poll.id}`, `${t(standingWords(poll, store.tallies.get(poll.id), counted.ballot))} ${shortReceipt(counted.receipt)}`);
      const tally = store.tallies.get(poll.id);
      if (tally?.result && maySee(poll, store.ballots.of(poll.id))) live.say(`result ${poll.id}`, resultOf(poll).summary(poll, tally));
    }
  }

  /** All polls that this voter may see, the one that matters most first. */
  #inOrder() {
    const { store } = this;
    const newest = (time) => (a, b) => (b[time] ?? 0) - (a[time] ?? 0);
    const open = store.list.filter((poll) => poll.state === 'open').sort(newest('openedAt'));
    // A closed poll without a result is shown to who took part, for the word on the vote, and if it was the last thing that happened.
    const closed = store.list.filter((poll) => poll.state === 'closed').sort(newest('closedAt'));
    return [...open, ...closed.filter((poll, i) => poll.visible || store.ballots.own.has(poll.id) || (i === 0 && !open.length))];
  }

  /** Those shown whole, and the earlier ones. */
  #shown() {
    const { store } = this;
    if (store.status === 'loading') return { lead: [], earlier: [], loading: true };
    const all = this.#inOrder();
    const open = all.filter((poll) => poll.state === 'open');
    // A poll takes its place together with its control: what comes later would push away what is there.
    const here = (this.list.shown ?? []).map((id) => store.polls.get(id)).filter(Boolean);
    let wanted = (open.length ? open : all.slice(0, 1)).filter((poll) => here.includes(poll) || ready(poll));
    if (!wanted.length && all.length) {
      if (!this.list.shown) return { lead: [], earlier: [], loading: true };
      wanted = here;
    }
    const ids = this.list.want(
      wanted.map(({ id }) => id),
      (id) => store.polls.has(id),
    );
    const lead = ids.map((id) => store.polls.get(id)).filter(Boolean);
    this.list.looks(store.lost.length + lead.map(({ id, state, visible }) => `${id} ${state} ${visible}`).join());
    return { lead, earlier: all.filter((poll) => !lead.includes(poll) && poll.state !== 'open') };
  }

  #newPoll() {
    const poll = this.store.polls.get(this.list.waiting[0]);
    if (!poll || !this.list.shown?.length) return nothing;
    return html`<button class="new" data-testid="new-poll" @click=${this.#takeNew}>${t('room.new', { question: poll.question })}</button>`;
  }

  /** What became of votes whose poll is no more. */
  #lost() {
    const { store } = this;
    return html`<section class="lost" data-testid="lost">
      ${store.lost.map((each) => html`<p dir="auto">${lostWords(each)}</p>`)}
      <button @click=${() => store.clearLost()}>${t('room.lost-ok')}</button>
    </section>`;
  }

  #takeNew = () => {
    this.list.takeNow();
    scrollTo({ top: 0 });
  };

  #earlier(all) {
    const polls = this.wholeList ? all : all.slice(0, EARLIER_SHOWN);
    return html`<section class="earlier" data-testid="earlier" aria-labelledby="earlier">
      <h2 id="earlier">${t('room.earlier')}</h2>
      ${repeat(
        polls,
        (poll) => poll.id,
        (poll) => html`<details data-testid="earlier-${poll.id}" @toggle=${(event) => this.#unfold(poll.id, event.target.open)}>
          <summary><span dir="auto">${poll.question}</span></summary>
          ${this.unfolded.has(poll.id) ? this.#poll(poll, false) : nothing}
        </details>`,
      )}
      ${all.length > polls.length
        ? html`<button class="quiet" data-testid="earlier-all" @click=${() => (this.wholeList = true)}>${t('room.earlier-all', { n: all.length })}</button>`
        : nothing}
    </section>`;
  }

  #unfold(id, open) {
    const unfolded = new Set(this.unfolded);
    if (open) unfolded.add(id);
    else unfolded.delete(id);
    this.unfolded = unfolded;
  }

  /** What the hub has painted, until there is more to show. */
  #painted() {
    const { state, refusal } = this.store.connection;
    return html`<slot></slot>
      <p class="banner" role="status" ?hidden=${!refusal && state !== 'waiting'}>${t(refusal ? 'loading.full' : 'loading.slow')}</p>`;
  }

  #takeOver() {
    const { paint } = this;
    this.paint = null;
    this.removeAttribute('painted');
    const view = this.renderRoot.querySelector('vh-poll-view');
    if (view && paint.dataset.poll === `${view.poll.id}.${view.poll.run}`) carryOut(paint, view).then(() => paint.remove());
    else paint.remove();
  }

  #loading() {
    const { state, refusal } = this.store.connection;
    return html`<div class="skeleton" aria-hidden="true"><i></i><b></b><b></b><b></b></div>
      <p class="soft center" role="status">${t(refusal ? 'loading.full' : state === 'waiting' ? 'loading.slow' : 'loading')}</p>`;
  }

  #waiting() {
    return html`<div class="waiting" data-testid="waiting">
      <h2>${t('room.in')}</h2>
      <p class="soft">${t('room.waiting')}</p>
    </div>`;
  }

  #polls(lead, earlier) {
    const alone = lead.length === 1 && !earlier.length;
    return repeat(
      lead,
      (poll) => poll.id,
      (poll) => this.#poll(poll, alone),
    );
  }

  #poll(poll, alone) {
    const { store } = this;
    return html`<vh-poll-view
      class=${poll.state}
      .poll=${poll}
      .tally=${store.tallies.get(poll.id)}
      .own=${store.ballots.of(poll.id)}
      .clock=${store.clock}
      ?alone=${alone}
      ?settling=${this.list.settling}
      ?stale=${!store.fresh}
      @vh-cast=${this.#cast}
      @vh-moved=${() => this.list.moved()}
    ></vh-poll-view>`;
  }

  #cast = (event) => {
    if (!this.list.settling) this.store.vote(event.detail.poll, event.detail.ballot);
  };

  #toggleLetters(event) {
    this.letters = event.target.checked;
    keep('votehub.letters', this.letters ? null : 'off');
  }

  /** A to Z and 1 to 9 choose in the newest open poll, or in the one that has the focus. */
  #key = (event) => {
    // What is typed in a field is meant for the field.
    if (event.composedPath()[0].matches?.('textarea, select, input:not([type=radio], [type=checkbox], [type=range])')) return;
    if (!this.letters || this.list.settling || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    const index = /^[a-z]$/i.test(event.key) ? event.key.toLowerCase().charCodeAt(0) - 97 : /^[1-9]$/.test(event.key) ? event.key - 1 : -1;
    if (index < 0) return;
    const focused = this.renderRoot.activeElement?.closest?.('vh-poll-view');
    const view = focused ?? this.renderRoot.querySelector('vh-poll-view.open');
    if (view?.key(index)) event.preventDefault();
  };
}

function lostWords({ question }) {
  return question ? t('room.lost', { question }) : t('room.lost-unnamed');
}

customElements.define('vh-room', VhRoom);
