/**
 * The big screen: `/screen/CODE`, and `/screen/CODE?overlay` over a video, see screen/overlay-options.js. It shows one poll and how to join, without controls.
 * Or it shows questions from the floor. Presenters choose what it shows, the room's stage: see screen/stage.js.
 *
 * Hooks: data-testid="lobby", "blank", "screen-break", "screen-poll" with data-state, "poll-question", "present-count" with data-present,
 * "votes-count" with data-votes, "screen-questions", "questions-count", "qr", "join-code", "join-address", "screen-passcode", "screen-locked", "second-round", "results-hidden", "final", "reconnecting".
 */
import { LitElement, html, nothing } from 'lit';
import '../i18n/screen.js';
import '../charts/bars.js';
import '../components/break-clock.js';
import '../components/countdown.js';
import '../components/gone.js';
import '../components/live-region.js';
import '../screen/screen-controls.js';
import { pictureStyles } from '../components/picture-styles.js';
import { logoPicture, questionPicture } from '../components/pictures.js';
import { applyTheme } from '../components/room-theme.js';
import { shared } from '../components/shared-styles.js';
import '../components/result-table.js';
import { qrUrl } from '../hub/api.js';
import { formatNumber } from '../i18n/format.js';
import { isolated, t } from '../i18n/index.js';
import { withApprovedEntries } from '../screen/approved-entries.js';
import { keepDisplayAwake } from '../screen/wake-lock.js';
import { vars } from '../components/css-vars.js';
import { hubUrl, wakeOnPageEvents } from '../hub/page-lifecycle.js';
import { withoutAbstentions } from '../methods/abstention.js';
import { methods } from '../methods/index.js';
import { ModuleLoader } from '../methods/module-loader.js';
import { roundsResultOf } from '../methods/rounds-result.js';
import { Questions } from '../questions/questions.js';
import { publicQuizPoll, rightAnswer } from '../quiz/revealed-answer.js';
import { readStored } from '../hub/local-storage.js';
import { codeFromPath, formatCode } from '../hub/room-code.js';
import { isQuestions } from '../questions/questions-poll.js';
import { presenterKey } from '../presenter/presenter-key.js';
import { overlayOptions, throughOverlay } from '../screen/overlay-options.js';
import { onStage } from '../screen/stage.js';
import { ChangeController } from '../hub/change-controller.js';
import { RoomStore } from '../hub/room-store.js';
import { overlayStyles } from './overlay-styles.js';
import { screenStyles } from './screen-styles.js';
import { ScreenViewController } from '../screen/view-controller.js';

/** With as many people or votes, the audience has evidently found the way in. */
const ENOUGH_PRESENT = 3;
/** Space for 1,000, so that nothing shrinks when more people come. */
const LEAST_DIGITS = 5;
/** With more, the options need the space more than the picture of the question. */
const MANY_OPTIONS = 8;
/** Older reactions have been on phones for so long that nobody misses them. */
const MOST_UNSHOWN = 50;

class VhScreen extends LitElement {
  static properties = { overlay: { type: Boolean, reflect: true }, top: { type: Boolean, reflect: true } };
  static styles = [shared, pictureStyles, screenStyles, overlayStyles];

  constructor() {
    super();
    this.options = overlayOptions(location.search);
    this.overlay = this.options.overlay;
    this.top = this.options.top;
    const code = codeFromPath(location.pathname);
    // Voters are not told how many have voted while a result is hidden. In the presenter's own browser the screen joins with the presenter
    // key, and shows the number only: see `#publicTally`.
    this.store = new RoomStore({ code, url: hubUrl(location), watch: true, presenterToken: readStored(presenterKey(code)) });
    this.reacted = null;
    /** Reactions that came before the module that shows them */
    this.unshown = [];
    this.view = new ScreenViewController(this, () => this.#leftMs());
    new ChangeController(this, this.store);
    new ChangeController(this, methods);
    /** What few rooms show, by the paths of the modules */
    this.parts = new ModuleLoader((path, suffix) => import(`../${path}.js${suffix}`));
    new ChangeController(this, this.parts);
    /** The leaderboard of the quiz, kept by the page because it may come before it is shown */
    this.leaderboard = null;
    this.store.addEventListener('message', ({ detail }) => this.#received(detail));
  }

  connectedCallback() {
    super.connectedCallback();
    if (this.options.scale !== 1) this.style.setProperty('--scale', this.options.scale);
    this.store.start();
    this.stopWaking = wakeOnPageEvents(this.store.connection, window);
    this.allowSleep = keepDisplayAwake();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.allowSleep();
    this.stopWaking();
    this.questions?.stop();
    this.store.stop();
  }

  render() {
    const { store } = this;
    document.title = `${isolated(store.room.title || formatCode(store.room.code))} · Votehub`;
    if (store.status === 'gone') return html`<main class="alone"><vh-gone .reason=${store.reason} .code=${store.room.code}></vh-gone></main>`;
    return html`${this.#renderStage(this.#onStage)}
      <p class="banner" data-testid="reconnecting" ?hidden=${store.status !== 'reconnecting'}>${t('connection.reconnecting')}</p>
      ${this.overlay ? nothing : html`<vh-screen-controls .sort=${this.view.settings.sort} .sound=${this.view.sound} @vh-view=${({ detail }) => this.view.execute(detail.command)}></vh-screen-controls>`}
      ${store.reacted && (this.options.only ?? 'reactions') === 'reactions' ? html`<vh-reaction-shower></vh-reaction-shower>` : nothing}
      <vh-live-region></vh-live-region>`;
  }

  #renderStage({ shows, poll, pause }) {
    switch (shows) {
      case 'poll':
        return this.#renderPoll(poll);
      case 'compare':
        return this.#renderComparison(poll);
      case 'replay':
        return this.#presenterToken ? this.#renderReplay(poll) : this.#renderPoll(poll);
      case 'questions':
        return this.#renderQuestions(poll);
      case 'break':
        return this.#renderBreak(pause);
      case 'leaderboard':
        return this.#renderLeaderboard();
      case 'lobby':
        return this.#renderLobby();
      case 'nothing':
        return html`<main data-testid="nothing"></main>`;
      default:
        return html`<main class="blank" data-testid="blank"></main>`;
    }
  }

  updated() {
    if (this.store.status !== 'loading') applyTheme(this.store.room.theme);
    this.#showReactions();
    const { poll } = this.#onStage;
    const live = this.renderRoot.querySelector('vh-live-region');
    if (!poll || !live) return;
    if (isQuestions(poll)) return live.say('poll', poll.question);
    const tally = this.#publicTally(poll);
    live.say('poll', t(poll.state === 'open' ? 'say.open' : 'say.closed', { question: poll.question }));
    if (tally) live.say('result', roundsResultOf(poll).summary(poll, tally));
  }

  #showReactions() {
    const { reacted } = this.store;
    if (reacted !== this.reacted) this.unshown = [...this.unshown, reacted].slice(-MOST_UNSHOWN);
    this.reacted = reacted;
    if (!this.unshown.length || !this.parts.get('screen/reaction-shower')) return;
    const shower = this.renderRoot.querySelector('vh-reaction-shower');
    this.unshown.splice(0).forEach((counts) => shower?.add(counts));
  }

  get #onStage() {
    // Until the room is known, an overlay draws nothing.
    if (this.overlay && this.store.status === 'loading') return { shows: 'nothing' };
    return throughOverlay(this.options, onStage(this.store.room.stage, this.store.list), this.store.room.stage);
  }

  /** The time left of the poll that is shown, by the hub's clock; null if there is no limit. */
  #leftMs() {
    const { poll } = this.#onStage;
    return poll?.state === 'open' && poll.closesAt ? Math.max(0, poll.closesAt - this.store.clock.now()) : null;
  }

  /** The tally if everybody may see its result, else null. A hidden result is never rendered, even if this page has received it. */
  #publicTally(poll) {
    const tally = this.store.tallies.get(poll.id);
    return poll.visible && tally?.result ? withApprovedEntries(poll, tally) : null;
  }

  #renderPoll(poll) {
    const { store } = this;
    const tally = store.tallies.get(poll.id);
    const voted = withoutAbstentions(tally);
    const shown = this.#publicTally(poll);
    const final = poll.state === 'closed' && tally?.final;
    // Once people have joined, the instructions for joining get smaller, to make space for the result. That happens with the next poll or
    // the close, so that nothing moves while bars grow, and it is not reverted when people leave.
    if (this.view.setContent(`${poll.id} ${poll.state} ${poll.run}`)) this.joined ||= Math.max(store.present, tally?.ballots ?? 0) >= ENOUGH_PRESENT;
    const classes = [!store.fresh && 'stale', !shown && 'secret', this.joined && 'joined', this.view.ending && 'ending'];
    return html`<main class="poll ${classes.filter(Boolean).join(' ')}" data-testid="screen-poll" data-state=${poll.state}>
      <header>
        ${logoPicture(store.room.theme)}
        <p class="title" dir="auto">${store.room.title}</p>
        <p class="state ${poll.state}" data-testid=${final ? 'final' : nothing}>
          ${t(poll.closing ? 'poll.closing' : poll.state === 'open' ? 'screen.open' : final ? 'screen.final' : 'poll.closed')}
        </p>
        ${poll.previous ? html`<p class="state hidden" data-testid="second-round">${t('rounds.second')}</p>` : nothing}
        ${shown ? nothing : html`<p class="state hidden" data-testid="results-hidden">${t('screen.hidden')}</p>`}
        ${this.#renderUpcoming()}
      </header>
      <div class="asked ${poll.options?.length > MANY_OPTIONS ? 'many' : ''}">
        <h1 class=${size(poll.question)} dir="auto" data-testid="poll-question">${poll.question}</h1>
        ${questionPicture(poll)}
      </div>
      ${this.#renderResult(publicQuizPoll(poll), shown, { ...this.view.settings, final })}
      ${shown ? html`<div class="unseen"><vh-result-table .table=${roundsResultOf(poll).table(poll, shown)}></vh-result-table></div>` : nothing}
      <aside>
        ${this.options.qr ? this.#renderJoin('side') : nothing}
        <dl ${vars({ digits: Math.max(LEAST_DIGITS, ...[store.present, tally?.ballots ?? 0].map((n) => formatNumber(n).length)) })}>
          ${this.#renderStat('present-count', 'present', store.present, t('screen.present', { n: store.present }))}
          ${voted ? this.#renderStat('votes-count', 'votes', voted.ballots, t('screen.votes', { n: voted.ballots })) : nothing}
          ${tally?.result?.abstained ? this.#renderStat('abstained', 'abstained', tally.result.abstained, t('abstained.word')) : nothing}
        </dl>
        <vh-countdown ring .poll=${poll} .clock=${store.clock}></vh-countdown>
        ${this.#renderRoots(poll)}
      </aside>
    </main>`;
  }

  /** The chart, and once it is revealed the right answer of a quiz that the chart alone does not tell. */
  #renderResult(poll, shown, fit) {
    const answer = shown && rightAnswer(poll);
    const chart = roundsResultOf(poll).show(poll, shown, { fit });
    if (!answer) return html`<div class="result">${chart}</div>`;
    this.parts.get('quiz/right-answer');
    const right = html`<vh-right-answer fit .poll=${poll} .view=${fit}></vh-right-answer>`;
    // An order needs the space, and who put what first matters no longer.
    if (answer.order) return html`<div class="result">${right}</div>`;
    return html`<div class="result answered">${right}<div class="chart">${chart}</div></div>`;
  }

  #renderQuestions(poll) {
    const { store } = this;
    this.parts.get('screen/screen-questions');
    if (this.questions?.poll?.id !== poll.id || this.questions.run !== poll.run) {
      this.questions?.stop();
      this.questions = new Questions({ store, poll, asks: false });
    }
    const entries = this.questions.publicEntries;
    if (this.view.setContent(`${poll.id} ${poll.state} ${poll.run}`)) this.joined ||= store.present >= ENOUGH_PRESENT;
    return html`<main class="poll ${store.fresh ? '' : 'stale'} ${this.joined ? 'joined' : ''}" data-testid="screen-questions" data-state=${poll.state}>
      <header>
        <p class="title" dir="auto">${store.room.title}</p>
        ${poll.state === 'open' ? nothing : html`<p class="state closed">${t('poll.closed')}</p>`} ${this.#renderUpcoming()}
      </header>
      <h1 class=${size(poll.question)} dir="auto" data-testid="poll-question">${poll.question}</h1>
      <div class="result"><vh-screen-questions .entries=${entries}></vh-screen-questions></div>
      <aside>
        ${this.#renderJoin('side')}
        <dl ${vars({ digits: LEAST_DIGITS })}>
          ${this.#renderStat('present-count', 'present', store.present, t('screen.present', { n: store.present }))}
          ${this.#renderStat('questions-count', 'questions', entries.length, t('screen.questions', { n: entries.length }))}
        </dl>
      </aside>
    </main>`;
  }

  /** The key of the room's presenter, if this is the presenter's browser. */
  get #presenterToken() {
    return readStored(presenterKey(this.store.room.code));
  }

  /** A closed poll counted by every rule. */
  #renderComparison(poll) {
    this.parts.get('compare/compare');
    const comparison = html`<vh-compare fit .poll=${poll} .code=${this.store.room.code} .token=${this.#presenterToken}></vh-compare>`;
    return this.#renderClosed('compare', poll, comparison, this.store.tallies.get(poll.id)?.ballots ?? 0);
  }

  /** How the result of a closed poll came about; only presenters get that from the hub. */
  #renderReplay(poll) {
    this.parts.get('replay/replay');
    const show = ({ detail }) => {
      this.replayed = detail.ballots;
      this.requestUpdate();
    };
    const replay = html`<vh-replay .poll=${poll} .code=${this.store.room.code} .token=${this.#presenterToken} .view=${this.view.settings} @vh-frame=${show}></vh-replay>`;
    return this.#renderClosed('replay', poll, replay, this.replayed ?? 0);
  }

  #renderClosed(kind, poll, content, ballots) {
    const { store } = this;
    this.view.setContent(`${kind} ${poll.id} ${poll.rev}`);
    return html`<main class="poll joined ${store.fresh ? '' : 'stale'}" data-testid="screen-${kind}">
      <header><p class="title" dir="auto">${store.room.title}</p>${this.#renderUpcoming()}</header>
      <h1 class=${size(poll.question)} dir="auto" data-testid="poll-question">${poll.question}</h1>
      <div class="result">${content}</div>
      <aside>
        ${this.options.qr ? this.#renderJoin('side') : nothing}
        <dl ${vars({ digits: LEAST_DIGITS })}>${this.#renderStat('votes-count', 'votes', ballots, t('screen.votes', { n: ballots }))}</dl>
      </aside>
    </main>`;
  }

  #renderRoots({ seal }) {
    if (!seal?.root || this.overlay) return nothing;
    return this.parts.get('screen/screen-roots') ? html`<vh-screen-roots .seal=${seal}></vh-screen-roots>` : nothing;
  }

  /** Which step of the running order begins soon: at the end of the header, where it moves nothing. */
  #renderUpcoming() {
    if (!this.upcoming?.at || this.overlay) return nothing;
    this.parts.get('screen/screen-upcoming');
    return html`<vh-screen-upcoming .step=${this.upcoming} .clock=${this.store.clock}></vh-screen-upcoming>`;
  }

  #renderBreak({ title, until }) {
    const { store } = this;
    return html`<main class="pause ${store.fresh ? '' : 'stale'}" data-testid="screen-break">
      <header><p class="title" dir="auto">${store.room.title}</p>${this.#renderUpcoming()}</header>
      <div class="middle">
        <h1 dir="auto">${title ?? t('break')}</h1>
        <vh-break-clock .until=${until} .clock=${store.clock}></vh-break-clock>
      </div>
      ${this.#renderJoin('foot')}
    </main>`;
  }

  #received(message) {
    if (message.type === 'upcoming') {
      this.upcoming = message;
      this.requestUpdate();
    }
    if (message.type !== 'leaderboard' || message.rev < this.leaderboard?.rev) return;
    this.leaderboard = message;
    this.requestUpdate();
  }

  #renderLeaderboard() {
    const { store } = this;
    this.parts.get('screen/screen-leaderboard');
    if (this.view.setContent('leaderboard')) this.joined ||= store.present >= ENOUGH_PRESENT;
    return html`<main class="poll ${store.fresh ? '' : 'stale'} ${this.joined ? 'joined' : ''}" data-testid="screen-leaderboard">
      <header><p class="title" dir="auto">${store.room.title}</p>${this.#renderUpcoming()}</header>
      <h1>${t('screen.leaderboard')}</h1>
      <div class="result"><vh-screen-leaderboard .board=${this.leaderboard} .teams=${store.room.players?.teams}></vh-screen-leaderboard></div>
      <aside>
        ${this.#renderJoin('side')}
        <dl ${vars({ digits: LEAST_DIGITS })}>${this.#renderStat('present-count', 'present', store.present, t('screen.present', { n: store.present }))}</dl>
      </aside>
    </main>`;
  }

  #renderLobby() {
    const { store } = this;
    return html`<main class="lobby" data-testid="lobby">
      <div class="name">
        ${logoPicture(store.room.theme)}
        <h1 dir="auto">${store.room.title || t('screen.lobby')}</h1>
      </div>
      ${this.#renderJoin('huge')}
      <p class="soon">
        <b data-testid="present-count" data-present=${store.present}>${formatNumber(store.present)}</b> ${t('screen.present', { n: store.present })}
      </p>
    </main>`;
  }

  #renderJoin(kind) {
    const { code, joinUrl } = this.store.room;
    const address = joinUrl ? new URL(joinUrl).host : location.host;
    // The size of a long host follows its length, so that it does not displace the code.
    return html`<section class="join ${kind}" aria-label=${t('screen.lobby')} ${vars({ letters: Math.max(12, address.length) })}>
      <img class="qr" data-testid="qr" src=${qrUrl(code)} alt=${t('screen.qr', { address: `${address}/r/${code}` })} />
      <div>
        <p class="at">${t('screen.join-at')}</p>
        <p class="address" data-testid="join-address">${address}</p>
        <p class="at">${t('screen.code')}</p>
        <p class="code" data-testid="join-code" data-code=${code}>${formatCode(code)}</p>
        ${this.#renderAdmission()}
      </div>
    </section>`;
  }

  /** What else one has to know to come in; only in a browser that has a key of the room. */
  #renderAdmission() {
    const { passcode, locked } = this.store.room.admission ?? {};
    if (locked) return html`<p class="at locked" data-testid="screen-locked">${t('screen.locked')}</p>`;
    return passcode
      ? html`<p class="at">${t('screen.passcode')}</p>
          <p class="code passcode" data-testid="screen-passcode" data-passcode=${passcode}>${passcode.slice(0, 3)}&thinsp;${passcode.slice(3)}</p>`
      : nothing;
  }

  #renderStat(testId, name, n, label) {
    return html`<div>
      <dt>${label}</dt>
      <dd data-testid=${testId} data-present=${name === 'present' ? n : nothing} data-votes=${name === 'votes' ? n : nothing}>${formatNumber(n)}</dd>
    </div>`;
  }
}

/** A long question is set smaller, but never below 48 px at 1080p. */
const size = (question) => (question.length > 160 ? 'longest' : question.length > 70 ? 'long' : '');

customElements.define('vh-screen', VhScreen);
