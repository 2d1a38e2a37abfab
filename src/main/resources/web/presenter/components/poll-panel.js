/**
 * The selected poll on the presenter's page: the main button, the time limit, a menu of commands, and the live result. On a phone the main
 * button and the most frequent commands are at the foot, within reach of a thumb.
 * Fires `vh-command` {command, ...}: 'next' | 'open' | 'close' | 'extend' {seconds} | 'show' {visible} | 'again' | 'talk' | 'select' {id} | 'edit' | 'duplicate' | 'reset' | 'delete' |
 * 'compare-stage' | 'replay-stage' | 'compare-picture' {type, comparison} | 'export' {file, type} | 'picture' {type} | 'mark' {entries, state}; and `vh-seconds` {seconds}, `vh-move` {by}, `vh-list`.
 * and `vh-agenda` {step, body} for the running order.
 *
 * Hooks: data-testid="next-action" with data-kind, "thumb-now" (what the big screen shows, votes, time), "thumb-back", "thumb-list", "thumb-show", "thumb-again", "thumb-on", "thumb-pause", "thumb-resume", "thumb-stop", "extend-15", "extend-30", "extend-60", "reveal", "hide", "reopen", "again", "talk", "other-round", "edit", "duplicate",
 * "more", "reset", "delete", "export", "export-result-csv", "export-ballots-csv", "export-ballots-ndjson", "export-report-csv", "export-picture-png", "export-picture-svg", "authors", "turnout", "poll-question", "poll-state", "seen-by"; see time-limit.
 */
import { LitElement, html, nothing } from 'lit';
import '../../i18n/replay.js';
import { formatShare } from '../../i18n/format.js';
import { has, t } from '../../i18n/index.js';
import { methods } from '../../methods/index.js';
import { ModuleLoader } from '../../methods/module-loader.js';
import { roundsResultOf } from '../../methods/rounds-result.js';
import { ChangeController } from '../../hub/change-controller.js';
import '../../components/countdown.js';
import { iconStyles, icons } from './icons.js';
import './menu.js';
import './moderation.js';
import { pollHeadStyles } from './poll-head-styles.js';
import { pollPanelStyles } from './poll-panel-styles.js';
import { pictureStyles } from '../../components/picture-styles.js';
import { questionPicture } from '../../components/pictures.js';
import { shared } from '../../components/shared-styles.js';
import '../../components/result-table.js';
import { rightAnswer } from '../../quiz/revealed-answer.js';
import { TALK_MINUTES } from '../poll-commands.js';
import { SettlingController } from '../settling-controller.js';
import './time-limit.js';

/** What few polls need, by its path. */
const rareParts = new ModuleLoader((path, suffix) => import(`../../${path}.js${suffix}`));

/** Whether the poll can have a second round: it is closed, and neither of two. */
const mayAskAgain = (poll) => poll.state === 'closed' && !poll.next && !poll.previous;

class VhPollPanel extends LitElement {
  static properties = {
    poll: { attribute: false },
    tally: { attribute: false },
    clock: { attribute: false },
    /** {code, token}: what reads more about the poll */
    access: { attribute: false },
    /** The voter roll of the poll, if it has one and it is known */
    roll: { attribute: false },
    /** What the main button does, see `nextStep`; with a `call` it is a step of the running order */
    next: { attribute: false },
    agenda: { attribute: false },
    /** All polls, which the running order names */
    polls: { attribute: false },
    /** Where the poll is in the list: {at, of}, from 0 */
    place: { attribute: false },
    seconds: { type: Number },
    busy: { type: Boolean },
    pending: {},
    stale: { type: Boolean, reflect: true },
    /** What the big screen shows, in words */
    onScreen: {},
    /** Whether the page is a remote control: one column, with the controls at the foot */
    phone: { type: Boolean },
  };

  static styles = [shared, iconStyles, pictureStyles, pollHeadStyles, pollPanelStyles];

  constructor() {
    super();
    new ChangeController(this, methods);
    this.settling = new SettlingController(this);
  }

  willUpdate() {
    this.settling.setMeaning('next', `${this.poll.id} ${this.next.kind} ${this.next.turn}`);
    this.settling.setMeaning('show', `${this.poll.id} ${this.poll.visible}`);
  }

  render() {
    const { poll, tally } = this;
    const offline = this.phone && this.stale;
    // A thumb is not precise, and taps twice.
    const settling = this.phone && this.settling.isSettling('next');
    const result = roundsResultOf(poll);
    return html`<article aria-labelledby="question">
      <p class="meta soft small">
        <b class="state ${poll.closing ? '' : poll.state}" data-testid="poll-state" data-state=${poll.state}>${t(poll.closing ? 'poll.closing' : `state.${poll.state}`)}</b>
        <span>${[has(`method.${poll.method}`) ? t(`method.${poll.method}`) : poll.method, ...this.#settings()].join(' · ')}</span>
      </p>
      <h2 id="question" class=${poll.question.length > 120 ? 'long' : ''} dir="auto" data-testid="poll-question">${poll.question}</h2>
      ${questionPicture(poll)}
      <div class="lead">
        ${this.phone ? this.#renderNow(offline) : nothing}
        <button
          class="primary next ${settling ? 'settling' : ''}"
          data-testid="next-action"
          data-kind=${this.next.kind}
          aria-busy=${Boolean(this.busy)}
          aria-disabled=${Boolean(this.pending || poll.closing || this.next.kind === 'opening' || offline || settling)}
          @click=${(event) => !offline && !(settling && event.detail) && this.#command('next')}
        >
          ${this.pending ? t(`pending.${this.pending}`) : this.next.text}
        </button>
        ${this.#renderThumbBar()}
      </div>
      ${poll.electorate ? this.#renderTurnout() : nothing}
      ${poll.state === 'open'
        ? this.#renderRunning()
        : html`<vh-time-limit .seconds=${this.seconds} @vh-seconds=${(event) => this.#fire('vh-seconds', event.detail)}></vh-time-limit>`}
      <div class="row">
        ${mayAskAgain(poll) ? this.#button('again', icons.rounds, t('rounds.again'), 'again') : nothing}
        ${poll.state === 'closed' && !poll.settings?.secret && !poll.next ? this.#button('reopen', icons.again, t('do.reopen'), 'open') : nothing}
        ${poll.state === 'draft' ? (poll.previous ? nothing : this.#button('edit', icons.edit, t('do.edit'), 'edit')) : this.#renderVisibility()}
        ${poll.state === 'closed' && poll.visible && !poll.settings?.secret && tally?.ballots ? this.#button('replay', icons.play, t('replay.do'), 'replay-stage') : nothing}
        ${this.#button('duplicate', icons.copy, t('do.duplicate'), 'duplicate')}
        ${poll.state === 'draft' ? nothing : this.#renderExports()}
        ${poll.next
          ? nothing
          : html`<vh-menu data-testid="more" .text=${t('do.more')} .icon=${icons.more}>
              ${poll.state === 'draft' ? nothing : this.#button('reset', icons.empty, t('do.reset'), 'reset')}
              ${this.#button('delete', icons.bin, t('do.delete'), 'delete', {}, 'danger')}
            </vh-menu>`}
      </div>
      ${this.#renderRounds()}
      <section class="result" aria-label=${t('stage.result')}>
        <p class="seen small soft" data-testid="seen-by" data-visible=${poll.visible}>${t(this.#visibilityKey)}</p>
        ${poll.settings?.moderated && poll.state !== 'draft'
          ? html`<vh-moderation
              ?removable=${!poll.electorate}
              .entries=${tally?.result?.entries}
              @vh-mark=${(event) => this.#command('mark', event.detail)}
              @vh-remove-author=${(event) => this.#command('remove-author', event.detail)}
            ></vh-moderation>`
          : this.#isWithheld
            ? nothing
            : html`${this.#renderRightAnswer()}${result.show(poll, poll.state === 'draft' ? null : tally, { fit: false })}`}
        ${tally?.result?.abstained && poll.state !== 'draft' && !this.#isWithheld
          ? html`<p class="soft" data-testid="abstained" data-abstained=${tally.result.abstained}>${t('abstained', { n: tally.result.abstained })}</p>`
          : nothing}
        ${this.#renderComparison()}
        ${tally?.result && poll.state !== 'draft' && !this.#isWithheld ? html`<vh-result-table .table=${result.table(poll, tally)}></vh-result-table>` : nothing}
        ${this.#hasAuthors ? this.#renderAuthors() : nothing}
      </section>
    </article>`;
  }

  #settings() {
    const { change, results, abstain } = this.poll.settings ?? {};
    return [...(abstain ? [t('settings.abstain')] : []), t(change === false ? 'settings.first-stands' : 'settings.change'), t(`settings.results.${results ?? 'live'}`)];
  }

  /** Whether the main button is the running order's. */
  get #isLed() {
    return this.next.turn !== undefined;
  }

  /** Whether the poll has texts that nobody had to approve, of which the authors can be removed: members of voter rolls cannot. */
  get #hasAuthors() {
    const { poll, tally } = this;
    return poll.method === 'text' && !poll.settings?.moderated && !poll.electorate && poll.state !== 'draft' && Boolean(tally?.result?.entries?.length);
  }

  #renderAuthors() {
    return html`<details class="authors">
      <summary data-testid="authors">${t('admission.authors')}</summary>
      <vh-moderation unmoderated removable .entries=${this.tally.result.entries} @vh-remove-author=${(event) => this.#command('remove-author', event.detail)}></vh-moderation>
    </details>`;
  }

  /** The right answer of a quiz that the chart alone does not tell, once the question is closed. */
  #renderRightAnswer() {
    if (!rightAnswer(this.poll)) return nothing;
    rareParts.get('quiz/right-answer');
    return html`<vh-right-answer class="answer" .poll=${this.poll}></vh-right-answer>`;
  }

  /** What other rules make of a closed ranking, if the presenter asks for it. */
  #renderComparison() {
    const { poll, tally } = this;
    if (poll.method !== 'ranked' || poll.state !== 'closed' || !tally?.final) return nothing;
    rareParts.get('presenter/components/compare');
    return html`<vh-compare-part
      .poll=${poll}
      .access=${this.access}
      @vh-picture=${({ detail }) => this.#command('compare-picture', detail)}
      @vh-stage=${() => this.#command('compare-stage')}
    ></vh-compare-part>`;
  }

  /** Whether nobody sees the result yet. */
  get #isWithheld() {
    return this.poll.settings?.secret && this.poll.state === 'open';
  }

  get #visibilityKey() {
    if (this.poll.state === 'draft') return 'stage.draft';
    if (this.#isWithheld) return 'stage.secret';
    if (this.#isHeld) return 'rounds.held';
    return this.poll.visible ? 'stage.all-see' : 'stage.only-you';
  }

  /** How many of the members have voted. */
  #renderTurnout() {
    const { poll, tally, roll } = this;
    if (poll.state === 'draft') return roll ? html`<p class="soft" data-testid="turnout">${t('turnout.may', { title: roll.title, n: roll.members })}</p>` : nothing;
    const voted = tally?.ballots ?? 0;
    const of = Math.max(roll?.members ?? 0, voted);
    return html`<p class="turnout" data-testid="turnout" data-voted=${voted} data-of=${roll?.members ?? nothing}>
      ${roll ? html`<progress max=${of || 1} value=${voted} aria-label=${t('turnout')}></progress>` : nothing}
      <span>${roll ? t('turnout.of', { voted, n: roll.members, share: formatShare(voted / (of || 1)) }) : t('turnout.voted', { n: voted })}</span>
      ${poll.settings?.secret ? html`<span class="soft small">${t(poll.state === 'closed' ? 'turnout.secret-closed' : 'turnout.secret')}</span>` : nothing}
    </p>`;
  }

  #renderRunning() {
    return html`<div class="running">
      ${this.poll.closesAt
        ? html`<vh-countdown .poll=${this.poll} .clock=${this.clock}></vh-countdown>`
        : html`<span class="soft">${t('limit.open-end')}</span>`}
      ${this.poll.closesAt
        ? [15, 30, 60].map((n) => html`<button data-testid="extend-${n}" @click=${() => this.#command('extend', { seconds: n })}>${t('do.extend', { n })}</button>`)
        : nothing}
    </div>`;
  }

  /** What there is to know, and to do, of a question that is asked twice. */
  #renderRounds() {
    const { poll } = this;
    const other = poll.next ?? poll.previous;
    if (other) {
      return html`<p class="rounds small">
        ${icons.rounds}<b>${t(poll.next ? 'rounds.first' : 'rounds.second')}</b>
        <button class="quiet" data-testid="other-round" @click=${() => this.#command('select', { id: other })}>${t(poll.next ? 'rounds.go-second' : 'rounds.go-first')}</button>
      </p>`;
    }
    if (!mayAskAgain(poll)) return nothing;
    return html`<div class="rounds small soft">
      <span>${t('rounds.hint')}</span>
      <button class="quiet" data-testid="talk" @click=${() => this.#command('talk')}>${icons.talk}${t('rounds.talk')} · ${t('break.minutes', { n: TALK_MINUTES })}</button>
    </div>`;
  }

  /** Whether voters do not see the result because the second round is not closed. */
  get #isHeld() {
    const second = this.poll.next && this.polls?.find(({ id }) => id === this.poll.next);
    return Boolean(second) && (second.state !== 'closed' || second.closing);
  }

  #renderVisibility() {
    if (this.#isWithheld || this.#isHeld) return nothing;
    return this.poll.visible
      ? this.#button('hide', icons.eyeOff, t('do.hide'), 'show', { visible: false })
      : this.#button('reveal', icons.eye, t('do.reveal'), 'show', { visible: true });
  }

  /** What goes on, where the thumbs are: the page above may be scrolled away. */
  #renderNow(offline) {
    if (offline) return html`<p class="now offline" data-testid="thumb-now" data-offline>${t('thumb.offline')}</p>`;
    const { poll, tally } = this;
    if (this.#isLed) {
      return html`<vh-agenda-now class="now order" .agenda=${this.agenda} .polls=${this.polls} .clock=${this.clock}
        >${this.agenda.current.step.poll === poll.id && poll.state !== 'draft' ? html`<span>${t('votes', { n: tally?.ballots ?? 0 })}</span>` : nothing}</vh-agenda-now
      >`;
    }
    const timed = poll.state === 'open' && poll.closesAt;
    return html`<p class="now" data-testid="thumb-now">
      ${icons.screen}<span class="unseen">${t('thumb.screen')}</span>
      <b dir="auto">${this.onScreen}</b>
      ${poll.state === 'draft' ? nothing : html`<span class="figure">${t('votes', { n: tally?.ballots ?? 0 })}</span>`}
      ${timed ? html`<vh-countdown class="figure" short .poll=${poll} .clock=${this.clock}></vh-countdown>` : nothing}
    </p>`;
  }

  /** The commands beside the main button on a phone. */
  #renderThumbBar() {
    const { at, of } = this.place;
    const { visible, state } = this.poll;
    const thumb = (id, icon, label, enabled, onClick) => html`<button
      class="quiet"
      data-testid="thumb-${id}"
      aria-disabled=${!enabled}
      @click=${() => enabled && onClick()}
    >
      ${icon}<span>${label}</span>
    </button>`;
    const show = thumb('show', visible ? icons.eyeOff : icons.eye, t(visible ? 'thumb.hide' : 'thumb.reveal'), state !== 'draft' && !this.#isHeld && !(this.phone && (this.stale || this.settling.isSettling('show'))), () =>
      this.#command('show', { visible: !visible }),
    );
    const list = thumb('list', icons.list, t('thumb.list', { at: at + 1, of }), true, () => this.#fire('vh-list'));
    if (this.phone && this.#isLed) {
      const paused = this.agenda.state === 'paused';
      const order = (id, icon, label, step) => thumb(id, icon, label, !this.stale && !this.busy, () => this.#fire('vh-agenda', { step, body: {} }));
      return html`<div class="thumbs">
        ${paused ? order('resume', icons.play, t('agenda.resume'), 'run') : order('pause', icons.pause, t('agenda.pause'), 'pause')} ${list} ${show}
        ${paused ? order('stop', icons.close, t('agenda.stop'), 'stop') : nothing}
      </div>`;
    }
    return html`<div class="thumbs">
      ${thumb('back', icons.back, t('thumb.back'), at > 0, () => this.#fire('vh-move', { by: -1 }))}
      ${list} ${show} ${mayAskAgain(this.poll) ? thumb('again', icons.rounds, t('rounds.again-short'), !(this.phone && (this.stale || this.settling.isSettling('next'))), () => this.#command('again')) : nothing}
      ${thumb('on', icons.on, t('thumb.on'), at < of - 1, () => this.#fire('vh-move', { by: 1 }))}
    </div>`;
  }

  /** Focuses the button that opens the list. */
  focusList() {
    this.renderRoot.querySelector('[data-testid="thumb-list"]').focus();
  }

  #renderExports() {
    const file = (id, content, type) =>
      html`<button class="quiet entry" data-testid=${id} @click=${() => this.#command('export', { file: content, type })}>${t(`do.${id}`)}</button>`;
    const picture = (id, type) => html`<button class="quiet entry" data-testid=${id} @click=${() => this.#command('picture', { type })}>${t(`do.${id}`)}</button>`;
    return html`<vh-menu data-testid="export" .text=${t('do.export')} .icon=${icons.file}>
      ${file('export-result-csv', 'result', 'text/csv')}
      ${this.#isWithheld || !this.tally?.result ? nothing : html`${picture('export-picture-png', 'image/png')}${picture('export-picture-svg', 'image/svg+xml')}`}
      ${this.poll.electorate && this.poll.state === 'closed' ? file('export-report-csv', 'report', 'text/csv') : nothing}
      ${this.poll.settings?.secret
        ? nothing
        : html`${file('export-ballots-csv', 'ballots', 'text/csv')}${file('export-ballots-ndjson', 'ballots', 'application/x-ndjson')}`}
    </vh-menu>`;
  }

  #button(id, icon, label, command, more = {}, className = '') {
    return html`<button class="quiet entry ${className}" data-testid=${id} @click=${() => this.#command(command, more)}>${icon}${label}</button>`;
  }

  #command(command, more = {}) {
    if (!this.busy && !this.pending) this.#fire('vh-command', { command, ...more });
  }

  #fire(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

customElements.define('vh-poll-panel', VhPollPanel);
