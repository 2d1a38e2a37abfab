/**
 * One poll on the voter's page: its question, the method's control, what became of the vote, and the result when it may be seen.
 * Fires `vh-cast` {poll, ballot}.
 * Hooks: data-testid="poll-ID" with data-state, "poll-question", "results-later", "result" (its picture), "own-ballot" (closed),
 * "withdraw" (takes the vote back), "abstain", "abstained" (how many did), "folded" (in the place of a control that has sent its ballot) and in it "change".
 */
import { LitElement, css, html, nothing } from 'lit';
import { t } from '../i18n/index.js';
import { recallDraft } from '../methods/draft-storage.js';
import { InSight } from './dwell-controller.js';
import { InView } from './viewport-center-controller.js';
import { standingWords } from './vote-text.js';
import { maySee } from './result-visibility.js';
import { ABSTENTION, abstains, ownOfMethod, withoutAbstentions } from '../methods/abstention.js';
import { controlOf, methods, resultOf } from '../methods/index.js';
import { ChangeController } from '../hub/change-controller.js';
import '../components/countdown.js';
import { shared } from '../components/shared-styles.js';
import '../components/table-twin.js';
import './vote-state.js';

// Not while somebody makes up a ballot, maybe on a slow line: the vote comes first.
const PICTURE_AFTER_MS = { before: 5_000, after: 1_000 };

/** Refusals after which the voter does not go on from the refused ballot. */
const FIRST_STANDS = 'already-voted';

class VhPollView extends LitElement {
  static properties = {
    poll: { attribute: false },
    tally: { attribute: false },
    own: { attribute: false },
    clock: { attribute: false },
    stale: { type: Boolean, reflect: true },
    /** No other poll is on the page. */
    alone: { type: Boolean },
    /** What lies where has just changed: a tap now was meant for something else. */
    settling: { type: Boolean, reflect: true },
    /** There is a ballot in the making. */
    unsent: { state: true },
    /** The voter asked for the control again, whose ballot was sent. */
    changing: { state: true },
  };

  static styles = [
    shared,
    css`
      /* Not a grid: what sticks in a grid stays within its own row. */
      article {
        display: flex;
        flex-direction: column;
        gap: var(--s4);
        min-width: 0;
      }
      header {
        display: grid;
        gap: var(--s2);
      }
      .meta {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        justify-content: space-between;
        gap: 0 var(--s4);
        color: var(--ink-soft);
        font-size: 0.875rem;
      }
      vh-countdown {
        flex: none;
        font-size: var(--text-m);
        font-weight: 650;
        color: var(--ink);
      }
      h2 {
        font: 600 clamp(1.563rem, 5.5vw, 2.1rem) / 1.22 var(--serif);
        letter-spacing: -0.01em;
        text-wrap: balance;
        overflow-wrap: anywhere;
      }
      h2.long {
        font-size: var(--text-l);
        line-height: 1.35;
      }
      /* The last of the poll, so always in sight; there before the vote, so that nothing tapped lies below it. */
      .stays {
        position: sticky;
        bottom: 0;
        z-index: 1;
        margin-inline: calc(var(--s4) * -1);
        padding: var(--s1) var(--s4) max(var(--s1), env(safe-area-inset-bottom));
        background: var(--paper);
      }
      /* Where there is little height, nothing lies upon the options before there is something to say. */
      @media (max-height: 30rem) {
        .stays.idle {
          position: static;
        }
      }
      .folded {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--s2) var(--s3);
        padding: var(--s3);
        border-radius: var(--radius);
        background: var(--accent-wash);
      }
      .folded vh-vote-state {
        flex: 1 1 10rem;
        min-width: 0;
      }
      .folded p {
        flex: 1 0 100%;
        min-width: 0;
        overflow-wrap: anywhere;
        white-space: pre-line;
      }
      .folded button {
        flex: none;
        margin-inline-start: auto;
        border-color: var(--accent);
        background: transparent;
        color: var(--accent);
      }
      .stays::before {
        content: '';
        position: absolute;
        inset: auto 0 100%;
        height: var(--s4);
        background: linear-gradient(transparent, var(--paper));
        pointer-events: none;
      }
      .foot {
        display: flex;
        flex-wrap: wrap;
        justify-content: space-between;
        align-items: center;
        gap: 0 var(--s4);
        min-height: var(--target);
      }
      .aside {
        min-height: var(--target);
        padding: 0;
        border: 0;
        background: none;
        color: var(--ink-soft);
        font: inherit;
        text-decoration: underline;
        cursor: pointer;
      }
      .withdraw:disabled {
        visibility: hidden;
      }
      .aside[aria-pressed='true'] {
        color: var(--ink);
        font-weight: 650;
        text-decoration: none;
      }
      .aside:disabled {
        background: none;
        cursor: default;
      }
      .body[inert] {
        opacity: 0.55;
      }
      vh-table-twin {
        flex-basis: 100%;
      }
      .result {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--s3);
      }
      .picture {
        min-height: 8rem;
      }
      h3 {
        font-size: var(--text-m);
      }
      .mine {
        padding: var(--s3);
        border: 1px solid var(--line);
        border-radius: var(--radius);
        overflow-wrap: anywhere;
      }
      :host([settling]) :is(.body, .folded button) {
        pointer-events: none;
      }
      :host([stale]) :is(.body, .folded) {
        filter: grayscale(1);
        opacity: 0.75;
      }
    `,
  ];

  #picture = new InSight(this, '.picture', () => {
    if (this.poll.state !== 'open') return 0;
    return this.own.counted ? PICTURE_AFTER_MS.after : PICTURE_AFTER_MS.before;
  });
  #inView = new InView(this);
  #wasOpen = false;
  #wasFolded;
  #casting = false;

  constructor() {
    super();
    this.unsent = false;
    this.changing = false;
    new ChangeController(this, methods);
  }

  render() {
    const { poll, own } = this;
    const control = controlOf(poll);
    const tally = maySee(poll, own) ? withoutAbstentions(this.tally) : null;
    const ofMethod = ownOfMethod(own);
    const folded = this.#folds(control);
    // A result that the control shows itself needs no picture besides; without the control, a picture below it would be in sight.
    const picture = tally?.result && !control.read && !control.loading;
    const open = poll.state === 'open' && !poll.closing;
    this.#wasOpen ||= open;
    // A poll that was closed before we came has no news.
    // The word on a vote may lie over the foot of the page only while its own poll is the one in view.
    const says = own.attempt || own.counted;
    const stays = (this.alone || this.#inView.now) && (open || own.attempt || (this.#wasOpen && own.counted));
    return html`<article data-testid="poll-${poll.id}" data-state=${poll.state} aria-labelledby="question">
      <header>
        <h2 id="question" class=${poll.question.length > 120 ? 'long' : ''} dir="auto" data-testid="poll-question">${poll.question}</h2>
        <p class="meta">
          <span>${open ? control.hint(poll) : t(poll.closing ? 'poll.closing' : tally?.final ? 'poll.final' : 'poll.closed')}</span>
          <vh-countdown .poll=${poll} .clock=${this.clock}></vh-countdown>
        </p>
      </header>
      ${folded ? this.#sent(control, tally) : nothing}
      <div class="body" ?inert=${open && this.#abstained && this.#decided} @vh-vote=${this.#cast} @vh-unsent=${this.#unsent} @vh-keep=${this.#keep}>
        ${open && !folded ? control.audience(poll, tally, ofMethod) : (control.read?.(poll, tally, ofMethod) ?? (open ? nothing : this.#mine(control)))}
      </div>
      ${picture
        ? html`<section class="body result" data-testid="result">
            <h3>${t(open ? 'result.so-far' : 'result')}</h3>
            <div class="picture">${this.#picture.seen ? resultOf(poll).show(poll, tally, { fit: false }) : nothing}</div>
          </section>`
        : nothing}
      <div class="foot small soft">
        ${this.tally?.result ? this.#votes(withoutAbstentions(this.tally).ballots, this.tally.result.abstained) : nothing}
        ${tally?.result ? nothing : html`<span data-testid="results-later">${t(this.#later)}</span>`}
        ${open && poll.settings?.abstain
          ? html`<button class="aside" data-testid="abstain" aria-pressed=${this.#abstained} ?disabled=${this.#abstained || this.#decided} @click=${this.#abstain}>
              ${t('vote.abstain')}
            </button>`
          : nothing}
        ${open && poll.settings?.change !== false ? this.#withdrawal() : nothing}
        ${tally?.result ? html`<vh-table-twin .table=${resultOf(poll).table(poll, tally)}></vh-table-twin>` : nothing}
      </div>
      ${folded ? nothing : this.#state(control, stays ? (says ? 'stays' : 'stays idle') : '')}
    </article>`;
  }

  #state(control, look = '') {
    const open = this.poll.state === 'open' && !this.poll.closing;
    return html`<vh-vote-state
      class=${look}
      .own=${this.own}
      .standing=${standingWords(this.poll, this.tally, this.own.counted?.ballot)}
      .describe=${(ballot) => describe(control, this.poll, ballot)}
      ?closed=${!open}
      ?unsent=${open && this.unsent}
    ></vh-vote-state>`;
  }

  /** In the place of a control whose ballot was sent: what became of it, what it says, and the way back to the control. */
  #sent(control, tally) {
    const { poll, own } = this;
    const ballot = (own.attempt?.state === 'refused' ? null : own.attempt?.ballot) ?? own.counted?.ballot;
    return html`<div class="folded" data-testid="folded">
      ${this.#state(control)}
      ${poll.settings?.change === false ? nothing : html`<button data-testid="change" @click=${this.#change}>${t('vote.change')}</button>`}
      ${ballot && !(control.read && tally) ? html`<p class="small" data-testid="own-ballot"><bdi>${describe(control, poll, ballot)}</bdi></p>` : nothing}
    </div>`;
  }

  /** Whether a ballot that was made first and then sent stands, or is on its way, and nobody is at another one. */
  #folds(control) {
    const { poll, own, changing } = this;
    if (!control.folds || changing || poll.state !== 'open' || poll.closing) return false;
    if (own.attempt?.state === 'refused') return own.attempt.code === FIRST_STANDS;
    const sent = own.attempt ? own.attempt.ballot : own.counted;
    return Boolean(sent) && (poll.settings?.change === false || recallDraft(poll) === null);
  }

  #change = () => {
    this.changing = true;
    this.#moved();
  };

  #keep() {
    this.changing = this.unsent = false;
    this.#moved();
  }

  /** What lies where is another, so that a second tap on the same place would mean something else. */
  #moved() {
    this.dispatchEvent(new CustomEvent('vh-moved'));
  }

  updated(changed) {
    const folded = this.renderRoot.querySelector('.folded');
    const was = this.#wasFolded;
    this.#wasFolded = Boolean(folded);
    if (was !== false || !folded || changed.has('poll')) return;
    this.#moved();
    // What was below the control has come up: the question must not lie above the window, nor the focus be lost.
    if (this.getBoundingClientRect().top < 0) this.scrollIntoView();
    if (this.#casting) folded.querySelector('button')?.focus({ preventScroll: true });
    this.#casting = false;
  }

  /** Its room is kept while there is nothing to take back, so that nothing moves when there is. */
  #withdrawal() {
    const able = this.own.counted && !this.own.attempt;
    return html`<button class="aside withdraw" data-testid="withdraw" ?disabled=${!able} @click=${this.#withdraw}>${t('vote.withdraw')}</button>`;
  }

  /** Whether the voter abstains, as far as was said last. */
  get #abstained() {
    const { attempt, counted } = this.own;
    return abstains((attempt && attempt.state !== 'refused' ? attempt : counted)?.ballot);
  }

  /** Whether what the voter said cannot be changed. */
  get #decided() {
    const { attempt, counted } = this.own;
    return this.poll.settings?.change === false && Boolean(counted || (attempt && attempt.state !== 'refused'));
  }

  #votes(n, abstained) {
    return html`<span data-testid="votes-count" data-votes=${n}
      >${t('votes', { n })}${abstained ? html`<span data-testid="abstained" data-abstained=${abstained}> · ${t('abstained', { n: abstained })}</span>` : nothing}</span
    >`;
  }

  #abstain = () => {
    this.changing = this.unsent = false;
    this.dispatchEvent(new CustomEvent('vh-cast', { detail: { poll: this.poll.id, ballot: ABSTENTION } }));
  };

  #withdraw = () => {
    this.dispatchEvent(new CustomEvent('vh-cast', { detail: { poll: this.poll.id, ballot: null } }));
  };

  /** What the voter said, when nothing can be said any more. */
  #mine(control) {
    const { poll, own } = this;
    return own.counted
      ? html`<p class="mine" data-testid="own-ballot"><b>${t('result.yours')}:</b> <bdi>${describe(control, poll, own.counted.ballot)}</bdi></p>`
      : nothing;
  }

  /** A letter or digit key chose the option at an index. */
  key(index) {
    const option = this.poll.options?.[index];
    const control = this.renderRoot.querySelector('#audience');
    if (!option || !control?.choose) return false;
    control.choose(option.id);
    return true;
  }

  get #later() {
    if (this.tally?.result) return 'result.after-vote';
    if (this.poll.visible) return maySee(this.poll, this.own) ? 'result.waiting' : 'result.after-vote';
    return this.poll.settings?.results === 'closed' && this.poll.state === 'open' ? 'result.after-close' : 'result.later';
  }

  #unsent(event) {
    this.unsent = event.detail.unsent;
  }

  // The method's control fires from inside .body, so the event need not cross a shadow root by itself.
  #cast(event) {
    this.changing = this.unsent = false;
    this.#casting = this.renderRoot.activeElement?.id === 'audience';
    this.dispatchEvent(new CustomEvent('vh-cast', { detail: { poll: this.poll.id, ballot: event.detail.ballot } }));
  }
}

const describe = (control, poll, ballot) => (abstains(ballot) ? t('vote.abstention') : control.describe(poll, ballot));

customElements.define('vh-poll-view', VhPollView);
