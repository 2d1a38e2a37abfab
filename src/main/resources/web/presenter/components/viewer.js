/**
 * The presenter's page for people whose key shows results but does not lead the room: the list of polls, and the selected one with its
 * result. Until a poll is selected it is the open one, else the one that was closed last. Nothing can be changed here.
 * Fires `vh-refused` {reason} when the hub no longer accepts the key.
 *
 * Hooks: data-testid="viewer", "viewer-none", "poll-question", "poll-state", "seen-by", "turnout", "viewer-csv", "viewer-moderate",
 * "link-screen", "link-report", "reconnecting", "suspended", "viewer-question-ID"; see room-bar, poll-list.
 */
import { LitElement, html, nothing } from 'lit';
import '../../i18n/present-questions.js';
import { has, isolated, t } from '../../i18n/index.js';
import { formatNumber } from '../../i18n/format.js';
import { PresenterApi } from '../../hub/api.js';
import { ChangeController } from '../../hub/change-controller.js';
import { hubUrl, wakeOnPageEvents } from '../../hub/page-lifecycle.js';
import { problemText } from '../../hub/problem-text.js';
import { RoomStore } from '../../hub/room-store.js';
import '../../components/countdown.js';
import '../../components/gone.js';
import '../../components/language-switch.js';
import '../../components/live-region.js';
import { pictureStyles } from '../../components/picture-styles.js';
import { questionPicture } from '../../components/pictures.js';
import '../../components/result-table.js';
import { shared } from '../../components/shared-styles.js';
import { applyTheme } from '../../components/room-theme.js';
import '../../components/theme-switch.js';
import { methods } from '../../methods/index.js';
import { roundsResultOf } from '../../methods/rounds-result.js';
import { PUBLIC_STATES, sortEntries } from '../../questions/question-order.js';
import { Questions } from '../../questions/questions.js';
import { isQuestions } from '../../questions/questions-poll.js';
import { withApprovedEntries } from '../../screen/approved-entries.js';
import { downloadBlob } from '../download.js';
import { iconStyles, icons } from './icons.js';
import './poll-list.js';
import { bannerStyles } from './banner-styles.js';
import { pollHeadStyles } from './poll-head-styles.js';
import { pollPanelStyles } from './poll-panel-styles.js';
import './room-bar.js';
import { viewerStyles } from './viewer-styles.js';

const REFUSALS = ['bad-token', 'forbidden', 'revoked'];
const NONE_PENDING = new Map();

class VhViewer extends LitElement {
  static properties = { code: {}, token: { attribute: false }, selected: { state: true }, problem: { state: true } };

  static styles = [shared, iconStyles, pictureStyles, pollHeadStyles, pollPanelStyles, bannerStyles, viewerStyles];

  #stopWaking;

  constructor() {
    super();
    new ChangeController(this, methods);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#stop();
  }

  connectedCallback() {
    super.connectedCallback();
    if (this.token && !this.store) this.#open();
  }

  willUpdate(changed) {
    if (changed.has('token')) this.#open();
  }

  #open() {
    this.#stop();
    const store = new RoomStore({ code: this.code, url: hubUrl(location), presenterToken: this.token });
    this.store = store;
    store.addEventListener('change', () => {
      if (store === this.store && store.status === 'gone' && REFUSALS.includes(store.reason)) this.#fire('vh-refused', { reason: store.reason });
      else this.requestUpdate();
    });
    store.start();
    this.#stopWaking = wakeOnPageEvents(store.connection, window);
  }

  #stop() {
    this.#stopWaking?.();
    this.questions?.stop();
    this.questions = null;
    this.store?.stop();
    this.store = null;
  }

  render() {
    const { store } = this;
    // An update may be due when the page has just put the element away.
    if (!store) return nothing;
    document.title = `${isolated(store.room.title || this.code)} · ${t('viewer.page')}`;
    if (store.status === 'gone') return html`<main class="plain"><vh-gone .reason=${store.reason} .code=${this.code}></vh-gone></main>`;
    const poll = this.#poll;
    const votes = poll && poll.state !== 'draft' ? (store.tallies.get(poll.id)?.ballots ?? 0) : 0;
    return html`<header data-testid="viewer">
        <h1 class="unseen">${t('viewer.page')}: ${store.room.title}</h1>
        <vh-room-bar fixed .room=${store.room} .status=${store.status} .present=${store.present} .votes=${votes} .poll=${poll} .clock=${store.clock}></vh-room-bar>
        <vh-theme-switch></vh-theme-switch>
      </header>
      <p class="banner" data-testid="reconnecting" ?hidden=${store.status !== 'reconnecting'}>${t('reconnecting')}</p>
      <p class="banner" role="status" data-testid="suspended" ?hidden=${!store.room.suspended}>${t('present.suspended')}</p>
      <div class="columns">
        <main>${poll ? this.#renderPoll(poll) : this.#renderNone()}</main>
        <nav aria-label=${t('present.polls')}>
          <p class="small soft">${t('viewer.words')}</p>
          <div class="links">
            <a class="button" data-testid="link-screen" href="/screen/${this.code}" target="_blank" rel="noopener">${icons.screen} ${t('share.screen')}</a>
            <a class="button" data-testid="link-report" href="/report/${this.code}#key=${encodeURIComponent(this.token)}" target="_blank" rel="noopener">${icons.file} ${t('present.report')}</a>
            ${store.role === 'moderator'
              ? html`<a class="button" data-testid="viewer-moderate" href="/moderate/${this.code}#key=${encodeURIComponent(this.token)}">${t('viewer.moderate')}</a>`
              : nothing}
          </div>
          <vh-poll-list
            fixed
            .polls=${store.list}
            .selected=${poll?.id}
            .pending=${NONE_PENDING}
            .tallies=${store.tallies}
            @vh-select=${(event) => this.#select(event.detail.id)}
          ></vh-poll-list>
          <vh-language-switch></vh-language-switch>
        </nav>
      </div>
      <vh-live-region></vh-live-region>`;
  }

  updated() {
    if (!this.store) return;
    if (this.store.status !== 'loading') applyTheme(this.store.room.theme);
    const live = this.renderRoot.querySelector('vh-live-region');
    const poll = this.#poll;
    if (!live || !poll) return;
    live.sayConnection(this.store.status);
    live.say('poll', `${t(`state.${poll.state}`)}: ${poll.question}`);
    const tally = this.#tallyOf(poll);
    if (tally?.result && !isQuestions(poll)) live.say('result', roundsResultOf(poll).summary(poll, tally));
  }

  #renderNone() {
    const { status, connection } = this.store;
    if (status === 'loading') return html`<p class="soft" role="status">${t(connection.state === 'waiting' ? 'loading.slow' : 'loading')}</p>`;
    return html`<div class="empty" data-testid="viewer-none">
      <h2>${t('viewer.none')}</h2>
      <p class="soft">${t('viewer.none-more')}</p>
    </div>`;
  }

  #renderPoll(poll) {
    return html`<article class=${this.store.fresh ? '' : 'stale'} aria-labelledby="question">
      <p class="meta soft small">
        <b class="state ${poll.closing ? '' : poll.state}" data-testid="poll-state" data-state=${poll.state}>${t(poll.closing ? 'poll.closing' : `state.${poll.state}`)}</b>
        <span>${has(`method.${poll.method}`) ? t(`method.${poll.method}`) : ''}</span>
        ${poll.state === 'open' && poll.closesAt ? html`<vh-countdown .poll=${poll} .clock=${this.store.clock}></vh-countdown>` : nothing}
      </p>
      <h2 id="question" class=${poll.question.length > 120 ? 'long' : ''} dir="auto" data-testid="poll-question">${poll.question}</h2>
      ${questionPicture(poll)} ${isQuestions(poll) ? this.#renderQuestions(poll) : this.#renderResult(poll)}
    </article>`;
  }

  #renderResult(poll) {
    const tally = this.#tallyOf(poll);
    const withheld = isWithheld(poll);
    const result = roundsResultOf(poll);
    const counted = tally?.result && !withheld;
    return html`${poll.electorate && poll.state !== 'draft' ? html`<p class="turnout" data-testid="turnout" data-voted=${tally?.ballots ?? 0}>${t('turnout.voted', { n: tally?.ballots ?? 0 })}</p>` : nothing}
      <section class="result" aria-label=${t('stage.result')}>
        <p class="seen small soft" data-testid="seen-by" data-visible=${poll.visible}>${t(seenKey(poll))}</p>
        ${withheld ? nothing : result.show(poll, tally, { fit: false })}
        ${counted && tally.result.abstained ? html`<p class="soft" data-testid="abstained" data-abstained=${tally.result.abstained}>${t('abstained', { n: tally.result.abstained })}</p>` : nothing}
        ${counted ? html`<vh-result-table .table=${result.table(poll, tally)}></vh-result-table>` : nothing}
      </section>
      ${counted
        ? html`<p>
            <button data-testid="viewer-csv" @click=${() => this.#download(poll)}>${icons.file} ${t('viewer.csv')}</button>
          </p>`
        : nothing}
      <p class="field-error" role="alert">${this.problem}</p>`;
  }

  #renderQuestions(poll) {
    const { store } = this;
    if (this.questions?.poll?.id !== poll.id || this.questions.run !== poll.run) {
      this.questions?.stop();
      this.questions = new Questions({ store, poll, asks: false });
    }
    const shown = sortEntries(
      this.questions.entries.filter(({ state }) => PUBLIC_STATES.includes(state)),
      'votes',
    );
    if (!shown.length) return html`<p class="soft">${t('moderate.empty')}</p>`;
    return html`<ol class="questions">
      ${shown.map(
        ({ id, text, name, score, state, reply }) => html`<li data-testid="viewer-question-${id}">
          <b class="score">▲ ${formatNumber(score)}</b>
          <div>
            <p class="text" dir="auto">${text}</p>
            <p class="small soft">${name ? html`<bdi>${name}</bdi> · ` : nothing}${t(`floor.state.${state}`)}</p>
            ${reply ? html`<p class="small" dir="auto">${reply}</p>` : nothing}
          </div>
        </li>`,
      )}
    </ol>`;
  }

  get #poll() {
    const { list } = this.store;
    const votes = list.filter((poll) => !isQuestions(poll));
    return (
      list.find(({ id }) => id === this.selected) ??
      votes.find(({ state }) => state === 'open') ??
      votes.filter(({ state }) => state === 'closed').sort((a, b) => (b.closedAt ?? 0) - (a.closedAt ?? 0))[0] ??
      list[0]
    );
  }

  /** The tally as the audience sees it once it is shown: without entries that nobody has approved. */
  #tallyOf(poll) {
    return poll.state === 'draft' ? null : withApprovedEntries(poll, this.store.tallies.get(poll.id));
  }

  /** Whoever selects the open poll goes on with the next one that is opened. */
  #select(id) {
    this.problem = '';
    this.selected = this.store.polls.get(id)?.state === 'open' ? null : id;
  }

  async #download(poll) {
    this.problem = '';
    try {
      downloadBlob(await new PresenterApi(this.code, this.token).download(poll.id, 'result', 'text/csv'), `${this.code}-result`, 'text/csv');
    } catch (error) {
      this.problem = problemText(error);
    }
  }

  #fire(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

/** Whether nobody sees the result yet. */
const isWithheld = (poll) => poll.settings?.secret && poll.state === 'open';

function seenKey(poll) {
  if (poll.state === 'draft') return 'stage.draft';
  if (isWithheld(poll)) return 'viewer.secret';
  return poll.visible ? 'viewer.all-see' : 'viewer.hidden';
}

customElements.define('vh-viewer', VhViewer);
