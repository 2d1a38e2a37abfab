/**
 * One poll on the voter's page: its question, the method's control, the state of the vote, and the result if the voter may see it.
 * Fires `vh-cast` {poll, ballot}, and `vh-layout-changed` when the control is collapsed or expanded.
 * Hooks: data-testid="poll-ID" with data-state, "poll-question", "results-later", "result" (its chart), "own-ballot" (closed),
 * "withdraw" (withdraws the vote), "abstain", "abstained" (how many did), "collapsed" (replaces a control that has sent its ballot) and in it "change".
 */
import { LitElement, html, nothing } from 'lit';
import { t } from '../i18n/index.js';
import { readDraft } from '../methods/draft-storage.js';
import { DwellController } from './dwell-controller.js';
import { ViewportCenterController } from './viewport-center-controller.js';
import { countedTextKey } from './vote-text.js';
import { maySeeResult } from './result-visibility.js';
import { ABSTENTION, abstains, ownWithoutAbstention, withoutAbstentions } from '../methods/abstention.js';
import { controlOf, methods, resultOf } from '../methods/index.js';
import { ChangeController } from '../hub/change-controller.js';
import '../components/countdown.js';
import { pictureStyles } from '../components/picture-styles.js';
import { questionPicture } from '../components/pictures.js';
import { shared } from '../components/shared-styles.js';
import '../components/result-table.js';
import './vote-state.js';
import { pollViewStyles } from './poll-view-styles.js';

// Charts are not loaded while a voter is filling in a ballot, which may be on a slow network: the vote comes first.
const CHART_AFTER_MS = { before: 5_000, after: 1_000 };

/** The refusal after which the counted ballot is shown rather than the refused one. */
const KEEPS_COUNTED_BALLOT = 'already-voted';

class VhPollView extends LitElement {
  static properties = {
    poll: { attribute: false },
    tally: { attribute: false },
    own: { attribute: false },
    clock: { attribute: false },
    /** What is shown in place of the state of the vote, or null */
    score: { attribute: false },
    /** What is told of a second round, if it is one */
    rounds: { attribute: false },
    /** What is told of the seal of its result, and of what becomes public */
    sealed: { attribute: false },
    stale: { type: Boolean, reflect: true },
    /** Whether this is the only poll on the page */
    alone: { type: Boolean },
    /** Whether the layout has just changed, so that a tap was aimed at something else */
    settling: { type: Boolean, reflect: true },
    /** Whether the control has a ballot that was not sent */
    unsent: { state: true },
    /** Whether the voter wants to change the ballot that was sent */
    editing: { state: true },
  };

  static styles = [shared, pictureStyles, pollViewStyles];

  #chartDwell = new DwellController(this, '.picture', () => {
    if (this.poll.state !== 'open' || this.poll.closing) return 0;
    return this.own.counted ? CHART_AFTER_MS.after : CHART_AFTER_MS.before;
  });
  #viewportCenter = new ViewportCenterController(this);
  #wasOpen = false;
  #wasCollapsed;
  #focusWasInControl = false;

  constructor() {
    super();
    this.unsent = false;
    this.editing = false;
    new ChangeController(this, methods);
  }

  render() {
    const { poll, own } = this;
    const control = controlOf(poll);
    const tally = maySeeResult(poll, own) ? withoutAbstentions(this.tally) : null;
    const ownInMethod = ownWithoutAbstention(own);
    const collapsed = this.#isCollapsed(control);
    // A control that shows the result itself needs no chart. While the control is loading, a chart below it would be in sight at once.
    const showsChart = tally?.result && !control.renderResult && !control.loading;
    const open = poll.state === 'open' && !poll.closing;
    this.#wasOpen ||= open;
    // The state of a vote sticks to the foot of the window only while its poll is the one in view; if the poll is closed, only if it was
    // open while the page was.
    const hasVoteState = own.attempt || own.counted;
    const sticky = (this.alone || this.#viewportCenter.isCentered) && (open || own.attempt || (this.#wasOpen && own.counted));
    return html`<article data-testid="poll-${poll.id}" data-state=${poll.state} aria-labelledby="question">
      <header>
        <h2 id="question" class=${poll.question.length > 120 ? 'long' : ''} dir="auto" data-testid="poll-question">${poll.question}</h2>
        ${questionPicture(poll, true)}
        <p class="meta">
          <span>${open ? control.hint(poll) : t(poll.closing ? 'poll.closing' : tally?.final ? 'poll.final' : 'poll.closed')}</span>
          <vh-countdown .poll=${poll} .clock=${this.clock}></vh-countdown>
        </p>
      </header>
      ${this.rounds}
      ${collapsed ? this.#renderCollapsed(control, tally) : nothing}
      <div class="body" ?inert=${open && this.#hasAbstained && this.#isDecided} @vh-vote=${this.#onVote} @vh-unsent=${this.#onUnsent} @vh-keep=${this.#onKeep}>
        ${open && !collapsed ? control.audience(poll, tally, ownInMethod) : (control.renderResult?.(poll, tally, ownInMethod) ?? (open ? nothing : this.#renderOwnBallot(control)))}
      </div>
      ${showsChart
        ? html`<section class="body result" data-testid="result">
            <h3>${t(open ? 'result.so-far' : 'result')}</h3>
            <div class="picture">${this.#chartDwell.seen ? resultOf(poll).show(poll, tally, { fit: false }) : nothing}</div>
          </section>`
        : nothing}
      ${this.sealed || nothing}
      <div class="foot small soft">
        ${this.tally?.result ? this.#renderVotes(withoutAbstentions(this.tally).ballots, this.tally.result.abstained) : nothing}
        ${tally?.result ? nothing : html`<span data-testid="results-later">${t(this.#resultLaterKey)}</span>`}
        ${poll.settings?.secret ? html`<span data-testid="secret">${t(open ? 'poll.secret' : 'poll.secret-closed')}</span>` : nothing}
        ${open && poll.settings?.abstain
          ? html`<button class="aside" data-testid="abstain" aria-pressed=${this.#hasAbstained} ?disabled=${this.#hasAbstained || this.#isDecided} @click=${this.#abstain}>
              ${t('vote.abstain')}
            </button>`
          : nothing}
        ${open && poll.settings?.change !== false ? this.#renderWithdraw() : nothing}
        ${tally?.result ? html`<vh-result-table .table=${resultOf(poll).table(poll, tally)}></vh-result-table>` : nothing}
      </div>
      ${collapsed ? nothing : this.score ?? this.#renderVoteState(control, sticky ? (hasVoteState ? 'stays' : 'stays idle') : '')}
    </article>`;
  }

  #renderVoteState(control, className = '') {
    const open = this.poll.state === 'open' && !this.poll.closing;
    return html`<vh-vote-state
      class=${className}
      .own=${this.own}
      .countedText=${countedTextKey(this.poll, this.tally, this.own.counted?.ballot)}
      .describe=${(ballot) => describe(control, this.poll, ballot)}
      ?closed=${!open}
      ?unsent=${open && this.unsent}
    ></vh-vote-state>`;
  }

  /** Replaces a control whose ballot was sent: the state of the vote, the ballot as text, and a button to change it. */
  #renderCollapsed(control, tally) {
    const { poll, own } = this;
    const ballot = (own.attempt?.state === 'refused' ? null : own.attempt?.ballot) ?? own.counted?.ballot;
    return html`<div class="collapsed" data-testid="collapsed">
      ${this.#renderVoteState(control)}
      ${poll.settings?.change === false ? nothing : html`<button data-testid="change" @click=${this.#onChange}>${t('vote.change')}</button>`}
      ${ballot && !(control.renderResult && tally) ? html`<p class="small" data-testid="own-ballot"><bdi>${describe(control, poll, ballot)}</bdi></p>` : nothing}
    </div>`;
  }

  /** Whether the control is replaced by a line: its ballot is counted or being sent, and the voter is not changing it. */
  #isCollapsed(control) {
    const { poll, own, editing } = this;
    if (!control.collapses || editing || poll.state !== 'open' || poll.closing) return false;
    if (own.attempt?.state === 'refused') return own.attempt.code === KEEPS_COUNTED_BALLOT;
    const sent = own.attempt ? own.attempt.ballot : own.counted;
    return Boolean(sent) && (poll.settings?.change === false || readDraft(poll) === null);
  }

  #onChange = () => {
    this.editing = true;
    this.#fireLayoutChanged();
  };

  #onKeep() {
    this.editing = this.unsent = false;
    this.#fireLayoutChanged();
  }

  /** Tells the page that the layout has changed, so that a second tap on the same place would hit something else. */
  #fireLayoutChanged() {
    this.dispatchEvent(new CustomEvent('vh-layout-changed'));
  }

  updated(changed) {
    const collapsed = this.renderRoot.querySelector('.collapsed');
    const was = this.#wasCollapsed;
    this.#wasCollapsed = Boolean(collapsed);
    if (was !== false || !collapsed || changed.has('poll')) return;
    this.#fireLayoutChanged();
    // The content below the control has moved up: the question must stay in the window, and the focus must not be lost.
    if (this.getBoundingClientRect().top < 0) this.scrollIntoView();
    if (this.#focusWasInControl) collapsed.querySelector('button')?.focus({ preventScroll: true });
    this.#focusWasInControl = false;
  }

  /** The button's space is reserved while there is no vote to withdraw, so that nothing moves when there is one. */
  #renderWithdraw() {
    const able = this.own.counted && !this.own.attempt;
    return html`<button class="aside withdraw" data-testid="withdraw" ?disabled=${!able} @click=${this.#withdraw}>${t('vote.withdraw')}</button>`;
  }

  /** Whether the voter's last ballot is an abstention. */
  get #hasAbstained() {
    const { attempt, counted } = this.own;
    return abstains((attempt && attempt.state !== 'refused' ? attempt : counted)?.ballot);
  }

  /** Whether the voter's ballot cannot be changed any more. */
  get #isDecided() {
    const { attempt, counted } = this.own;
    return this.poll.settings?.change === false && Boolean(counted || (attempt && attempt.state !== 'refused'));
  }

  #renderVotes(n, abstained) {
    return html`<span data-testid="votes-count" data-votes=${n}
      >${t('votes', { n })}${abstained ? html`<span data-testid="abstained" data-abstained=${abstained}> · ${t('abstained', { n: abstained })}</span>` : nothing}</span
    >`;
  }

  #abstain = () => {
    this.editing = this.unsent = false;
    this.dispatchEvent(new CustomEvent('vh-cast', { detail: { poll: this.poll.id, ballot: ABSTENTION } }));
  };

  #withdraw = () => {
    this.dispatchEvent(new CustomEvent('vh-cast', { detail: { poll: this.poll.id, ballot: null } }));
  };

  /** The voter's ballot as text, for a closed poll. */
  #renderOwnBallot(control) {
    const { poll, own } = this;
    return own.counted
      ? html`<p class="mine" data-testid="own-ballot"><b>${t('result.yours')}:</b> <bdi>${describe(control, poll, own.counted.ballot)}</bdi></p>`
      : nothing;
  }

  /** Chooses the option at an index, for letter and digit keys. Returns whether there is one. */
  chooseOption(index) {
    const option = this.poll.options?.[index];
    const control = this.renderRoot.querySelector('#audience');
    if (!option || !control?.choose) return false;
    control.choose(option.id);
    return true;
  }

  get #resultLaterKey() {
    if (this.tally?.result) return 'result.after-vote';
    if (this.poll.visible) return maySeeResult(this.poll, this.own) ? 'result.waiting' : 'result.after-vote';
    return this.poll.settings?.results === 'closed' && this.poll.state === 'open' ? 'result.after-close' : 'result.later';
  }

  #onUnsent(event) {
    this.unsent = event.detail.unsent;
  }

  // The method's control is a child of .body, so its event need not be composed.
  #onVote(event) {
    this.editing = this.unsent = false;
    this.#focusWasInControl = this.renderRoot.activeElement?.id === 'audience';
    this.dispatchEvent(new CustomEvent('vh-cast', { detail: { poll: this.poll.id, ballot: event.detail.ballot } }));
  }
}

function describe(control, poll, ballot) {
  if (ballot?.voted) return t('vote.secret');
  return abstains(ballot) ? t('vote.abstention') : control.describe(poll, ballot);
}

customElements.define('vh-poll-view', VhPollView);
