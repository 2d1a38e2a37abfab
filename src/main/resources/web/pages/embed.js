/**
 * A poll and its result in a frame of another site: `/embed/CODE`, which the hub lets be framed by listed sites only. Nobody votes here;
 * `/embed/CODE?vote` is the voter's page. Shows what the room's big screens show, or with `poll=ID` that poll alone; `qr` adds a QR code
 * where there is room for it, `mode=light|dark` and `transparent` are applied by the hub.
 *
 * Hooks: data-testid="embed-poll" with data-state, "poll-question", "votes-count" with data-votes, "results-hidden", "final", "embed-lobby",
 * "embed-break", "embed-questions" with data-state, "embed-leaderboard", "blank", "join-address", "join-code" with data-code, "qr", "reconnecting".
 */
import { LitElement, html, nothing } from 'lit';
import '../i18n/embed.js';
import '../charts/bars.js';
import '../components/countdown.js';
import { shared } from '../components/shared-styles.js';
import { questionPicture } from '../components/pictures.js';
import { pictureStyles } from '../components/picture-styles.js';
import '../components/result-table.js';
import { qrUrl } from '../hub/api.js';
import { ChangeController } from '../hub/change-controller.js';
import { hubUrl, wakeOnPageEvents } from '../hub/page-lifecycle.js';
import { codeFromPath, formatCode } from '../hub/room-code.js';
import { RoomStore } from '../hub/room-store.js';
import { has, loadTexts, t } from '../i18n/index.js';
import { withoutAbstentions } from '../methods/abstention.js';
import { methods, resultOf } from '../methods/index.js';
import { isQuestions } from '../questions/questions-poll.js';
import { Questions } from '../questions/questions.js';
import { withApprovedEntries } from '../screen/approved-entries.js';
import { onStage } from '../screen/stage.js';
import { embedStyles } from './embed-styles.js';

/** Rows of a leaderboard that can be read, and the height in px of what stands above and below them. */
const ROW_PX = 26;
const AROUND_ROWS_PX = 46;
const LEAST_ROWS = 3;
/** In a narrower frame, players have no room beside their teams. */
const TEAMS_PX = 560;

class VhEmbed extends LitElement {
  static styles = [shared, pictureStyles, embedStyles];

  constructor() {
    super();
    const given = new URLSearchParams(location.search);
    this.pinned = given.get('poll');
    this.qr = given.has('qr') && given.get('qr') !== '0';
    this.store = new RoomStore({ code: codeFromPath(location.pathname), url: hubUrl(location), watch: true });
    new ChangeController(this, this.store);
    new ChangeController(this, methods);
    /** The leaderboard of the quiz, kept by the page because it may come before it is shown */
    this.leaderboard = null;
    this.store.addEventListener('message', ({ detail }) => this.#received(detail));
  }

  connectedCallback() {
    super.connectedCallback();
    this.store.start();
    this.stopWaking = wakeOnPageEvents(this.store.connection, window);
    window.addEventListener('resize', this.#onResize);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.stopWaking();
    window.removeEventListener('resize', this.#onResize);
    this.questions?.stop();
    this.store.stop();
  }

  render() {
    const { store } = this;
    document.title = store.room.title || 'Votehub';
    if (store.status === 'gone') {
      import('../components/gone.js');
      return html`<main><vh-gone .reason=${store.reason} .code=${store.room.code}></vh-gone></main>`;
    }
    if (store.status === 'loading') return html`<main></main>`;
    return html`${this.#renderShown()}
      <p class="banner" role="status" data-testid="reconnecting" ?hidden=${store.fresh}>${t('reconnecting')}</p>`;
  }

  #renderShown() {
    const { store, pinned } = this;
    if (pinned) {
      const poll = store.polls.get(pinned);
      return poll ? this.#renderPoll(poll) : this.#renderLobby(t('embed.later'));
    }
    const { shows, poll, pause } = onStage(store.room.stage, store.list);
    if (shows === 'leaderboard') return this.#renderLeaderboard();
    if (shows === 'blank') return html`<main data-testid="blank"></main>`;
    if (shows === 'break') return this.#renderBreak(pause);
    return poll ? this.#renderPoll(poll) : this.#renderLobby();
  }

  /** The tally, if everybody may see its result. */
  #publicTally(poll) {
    const tally = this.store.tallies.get(poll.id);
    return poll.visible && tally?.result ? withApprovedEntries(poll, tally) : null;
  }

  #onResize = () => this.requestUpdate();

  #received(message) {
    if (message.type !== 'leaderboard' || message.rev < this.leaderboard?.rev) return;
    this.leaderboard = message;
    this.requestUpdate();
  }

  /** The result module of a poll; what a second round needs besides is loaded with the first one. */
  #resultOf(poll) {
    if (poll.previous && !this.roundsResultOf) {
      import('../methods/rounds-result.js').then(({ roundsResultOf }) => {
        this.roundsResultOf = roundsResultOf;
        this.requestUpdate();
      });
    }
    return ((poll.previous && this.roundsResultOf) || resultOf)(poll);
  }

  #renderPoll(poll) {
    if (isQuestions(poll)) return this.#renderQuestions(poll);
    const { store } = this;
    const tally = store.tallies.get(poll.id);
    const voted = withoutAbstentions(tally);
    const shown = this.#publicTally(poll);
    const open = poll.state === 'open' && !poll.closing;
    const final = poll.state === 'closed' && tally?.final;
    return html`<main class=${store.fresh ? '' : 'stale'} data-testid="embed-poll" data-state=${poll.state}>
      <h1 class=${poll.question.length > 70 ? 'long' : ''} dir="auto" data-testid="poll-question">${poll.question}</h1>
      ${questionPicture(poll, true)}
      <div class="result">${this.#resultOf(poll).show(poll, shown, { fit: false })}</div>
      ${shown ? html`<div class="unseen"><vh-result-table .table=${this.#resultOf(poll).table(poll, shown)}></vh-result-table></div>` : nothing}
      <footer>
        <p class="state">
          <b class=${poll.state} data-testid=${final ? 'final' : nothing}>${t(poll.closing ? 'poll.closing' : open ? 'embed.open' : final ? 'embed.final' : 'poll.closed')}</b>
          <vh-countdown short .poll=${poll} .clock=${store.clock}></vh-countdown>
          ${shown ? nothing : html`<span data-testid="results-hidden">${t('embed.hidden')}</span>`}
          ${voted ? html`<span data-testid="votes-count" data-votes=${voted.ballots}>${t('votes', { n: voted.ballots })}</span>` : nothing}
        </p>
        ${open ? this.#renderJoin() : nothing}
      </footer>
    </main>`;
  }

  #renderQuestions(poll) {
    const { store } = this;
    import('../screen/screen-questions.js');
    if (this.questions?.poll?.id !== poll.id || this.questions.run !== poll.run) {
      this.questions?.stop();
      this.questions = new Questions({ store, poll, asks: false });
    }
    const open = poll.state === 'open' && !poll.closing;
    return html`<main class="fit ${store.fresh ? '' : 'stale'}" data-testid="embed-questions" data-state=${poll.state}>
      <h1 class=${poll.question.length > 70 ? 'long' : ''} dir="auto" data-testid="poll-question">${poll.question}</h1>
      <vh-screen-questions .entries=${this.questions.publicEntries}></vh-screen-questions>
      <footer>
        <p class="state">${open ? nothing : html`<b class="closed">${t('poll.closed')}</b>`}</p>
        ${open ? this.#renderJoin() : nothing}
      </footer>
    </main>`;
  }

  #renderLeaderboard() {
    const { store } = this;
    this.quiz ??= Promise.all([import('../screen/screen-leaderboard.js'), loadTexts('quiz')]).then(
      () => this.requestUpdate(),
      () => (this.quiz = null),
    );
    const rows = Math.max(LEAST_ROWS, Math.floor((innerHeight - AROUND_ROWS_PX) / ROW_PX));
    const { top = [], teams = [], ...board } = this.leaderboard ?? {};
    const shown = { ...board, top: top.slice(0, rows), teams: innerWidth < TEAMS_PX ? [] : teams };
    return html`<main class="fit board ${store.fresh ? '' : 'stale'}" data-testid="embed-leaderboard">
      <h1>${has('quiz.leaderboard') ? t('quiz.leaderboard') : nothing}</h1>
      <vh-screen-leaderboard .board=${shown} .teams=${store.room.players?.teams}></vh-screen-leaderboard>
    </main>`;
  }

  #renderBreak(pause) {
    import('../components/break-clock.js');
    return html`<main class="middle" data-testid="embed-break">
      <h1 dir="auto">${pause.title ?? t('break')}</h1>
      <vh-break-clock .until=${pause.until} .clock=${this.store.clock}></vh-break-clock>
    </main>`;
  }

  #renderLobby(why) {
    const { room } = this.store;
    return html`<main class="middle" data-testid="embed-lobby">
      <h1 dir="auto">${room.title || t('embed.lobby')}</h1>
      ${why ? html`<p class="soft">${why}</p>` : nothing} ${this.#renderJoin(true)}
    </main>`;
  }

  #renderJoin(large = false) {
    const { code, joinUrl } = this.store.room;
    const url = joinUrl ?? `${location.origin}/r/${code}`;
    const { host } = new URL(url);
    return html`<a class="join ${large ? 'large' : ''}" href=${url}>
      ${large || this.qr ? html`<img class="qr" data-testid="qr" src=${qrUrl(code)} alt=${t('embed.qr', { address: `${host}/r/${code}` })} />` : nothing}
      <span
        ><span class="at" data-testid="join-address">${t('embed.join', { address: host })}</span>
        <span class="code" data-testid="join-code" data-code=${code}>${formatCode(code)}</span></span
      >
    </a>`;
  }
}

customElements.define('vh-embed', VhEmbed);
