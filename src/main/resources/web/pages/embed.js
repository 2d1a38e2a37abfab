/**
 * A poll and its result in a frame of another site: `/embed/CODE`, which the hub lets be framed by listed sites only. Nobody votes here;
 * `/embed/CODE?vote` is the voter's page. Shows what the room's big screens show, or with `poll=ID` that poll alone; `qr` adds a QR code
 * where there is room for it, `mode=light|dark` and `transparent` are applied by the hub.
 *
 * Hooks: data-testid="embed-poll" with data-state, "poll-question", "votes-count" with data-votes, "results-hidden", "final", "embed-lobby",
 * "embed-break", "blank", "join-address", "join-code" with data-code, "qr", "reconnecting".
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
import { t } from '../i18n/index.js';
import { withoutAbstentions } from '../methods/abstention.js';
import { methods, resultOf } from '../methods/index.js';
import { withApprovedEntries } from '../screen/approved-entries.js';
import { onStage } from '../screen/stage.js';
import { embedStyles } from './embed-styles.js';

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
  }

  connectedCallback() {
    super.connectedCallback();
    this.store.start();
    this.stopWaking = wakeOnPageEvents(this.store.connection, window);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.stopWaking();
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
    const { leaderboard, ...stage } = store.room.stage ?? {};
    const { shows, poll, pause } = onStage(stage, store.list);
    if (shows === 'blank') return html`<main data-testid="blank"></main>`;
    if (shows === 'break') return this.#renderBreak(pause);
    return poll ? this.#renderPoll(poll) : this.#renderLobby();
  }

  /** The tally, if everybody may see its result. */
  #publicTally(poll) {
    const tally = this.store.tallies.get(poll.id);
    return poll.visible && tally?.result ? withApprovedEntries(poll, tally) : null;
  }

  #renderPoll(poll) {
    const { store } = this;
    const tally = store.tallies.get(poll.id);
    const voted = withoutAbstentions(tally);
    const shown = this.#publicTally(poll);
    const open = poll.state === 'open' && !poll.closing;
    const final = poll.state === 'closed' && tally?.final;
    return html`<main class=${store.fresh ? '' : 'stale'} data-testid="embed-poll" data-state=${poll.state}>
      <h1 class=${poll.question.length > 70 ? 'long' : ''} dir="auto" data-testid="poll-question">${poll.question}</h1>
      ${questionPicture(poll, true)}
      <div class="result">${resultOf(poll).show(poll, shown, { fit: false })}</div>
      ${shown ? html`<div class="unseen"><vh-result-table .table=${resultOf(poll).table(poll, shown)}></vh-result-table></div>` : nothing}
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
