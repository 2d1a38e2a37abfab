/**
 * The base class of controls whose ballot is filled in first and then sent with a button, which says what is missing. A sent ballot stays
 * in the control. Changes that are not sent yet are marked as such, can be discarded, and survive a reload (phones discard pages in the
 * background).
 *
 * Hooks: data-testid="send" (aria-disabled says whether it can be sent), "send-why", "sent-ballot" (while there are changes), "take-back".
 */
import { LitElement, css, html, nothing } from 'lit';
import { shared } from '../components/shared-styles.js';
import { optionPicture } from '../components/pictures.js';
import { sameBallot } from '../hub/ballots.js';
import { letter } from '../i18n/format.js';
import { t } from '../i18n/index.js';
import { readDraft, storeDraft } from './draft-storage.js';
import { optionStyles } from './option-styles.js';
import { hue, vars } from '../components/css-vars.js';

const draftStyles = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--s4);
    container-type: inline-size;
  }
  .send {
    display: grid;
    gap: var(--s2);
  }
  .send .primary {
    width: 100%;
    min-height: 3.5rem;
    font-size: var(--text-l);
  }
  /* A ballot that cannot be sent yet has an outlined button rather than a grey one. */
  .send .primary[aria-disabled='true'] {
    border: 1px solid var(--line);
    background: transparent;
    cursor: default;
  }
  .send .same {
    display: none;
  }
  .why {
    min-height: 1.5em;
    text-align: center;
  }
  .why.asked {
    color: var(--refused);
    font-weight: 600;
  }
  .sent {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: var(--s3);
    overflow-wrap: anywhere;
  }
  .sent button {
    flex: none;
  }
  ul.options,
  ol.options {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--s3);
  }
  .option {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--s2);
    padding: var(--s3);
    border: 1px solid var(--edge);
    border-radius: var(--radius);
    background: var(--card);
    box-shadow: var(--shadow);
  }
  .option.given {
    border-color: var(--accent);
    box-shadow: inset 0 0 0 1px var(--accent);
  }
  .name {
    --picture: 3rem;
    display: flex;
    align-items: center;
    gap: var(--s3);
    min-width: 0;
  }
  .name img {
    flex: none;
    width: 3rem;
    height: 3rem;
    border-radius: var(--radius-s);
    object-fit: cover;
  }
`;

/** Refusals after which the refused ballot is not offered for correction: an earlier one is counted, or the poll has changed. */
const NOT_REUSABLE_AFTER = new Set(['already-voted', 'poll-changed']);

/**
 * Fires `vh-vote` {ballot}, `vh-unsent` {unsent} when changes begin or cease to exist, and `vh-keep` when the voter discards them.
 *
 * Subclasses implement: `draftFrom(ballot)`, the draft of a ballot, or an empty one for null; `ballotOf(draft)`, its ballot;
 * `problemOf(draft)`, why it cannot be sent, or ''; `noteFor(draft)`, a note if it can; `renderFields(draft, locked)`;
 * `describe(ballot)`, a ballot as text. Drafts are plain JSON and never mutated: see `change`.
 */
export class DraftBallot extends LitElement {
  static properties = {
    poll: { attribute: false },
    tally: { attribute: false },
    own: { attribute: false },
    draft: { state: true },
    /** Whether the voter has pressed the button although the ballot cannot be sent */
    attempted: { state: true },
  };

  static styles = [shared, optionStyles, draftStyles];

  #unsent;
  #justSent = false;

  willUpdate(changed) {
    if (this.draft === undefined) this.draft = readDraft(this.poll);
    // Only once `own` has the ballot; otherwise the control would be empty in between, and the page would jump.
    if (this.#justSent && changed.has('own')) this.draft = null;
    if (changed.has('own')) this.#justSent = false;
  }

  updated() {
    const unsent = this.draft != null && !this.locked && this.#blocker(this.draft) !== t('draft.sent');
    if (unsent === this.#unsent) return;
    this.#unsent = unsent;
    this.dispatchEvent(new CustomEvent('vh-unsent', { bubbles: true, detail: { unsent } }));
  }

  render() {
    const { locked } = this;
    const draft = this.value;
    return html`${this.renderFields(draft, locked)}${locked ? nothing : this.#renderSend(draft)}`;
  }

  /** The draft that the control shows: the unsent one, else one of the sent ballot. A refused ballot can be corrected. */
  get value() {
    if (this.draft != null) return this.draft;
    const { attempt } = this.own;
    const refused = attempt?.state === 'refused' && !NOT_REUSABLE_AFTER.has(attempt.code);
    const sent = this.sentBallot;
    return this.draftFrom(refused ? attempt.ballot : sent?.voted ? null : sent);
  }

  /** The ballot that is counted or being sent. */
  get sentBallot() {
    const { attempt, counted } = this.own;
    return (attempt && attempt.state !== 'refused' ? attempt.ballot : counted?.ballot) ?? null;
  }

  /** Whether the voter has voted, and votes cannot be changed. */
  get locked() {
    const { attempt } = this.own;
    return this.poll.settings?.change === false && Boolean(this.sentBallot || attempt?.code === 'already-voted');
  }

  /** Replaces the draft. */
  change(draft) {
    if (this.locked) return;
    this.draft = draft;
    this.#justSent = false;
    this.attempted = false;
    storeDraft(this.poll, draft);
  }

  noteFor() {
    return '';
  }

  /** Sends the draft, or shows why it cannot be sent; also called by Enter in a field. */
  send() {
    const draft = this.value;
    this.attempted = true;
    if (this.locked || this.#blocker(draft)) return;
    this.attempted = false;
    this.#justSent = true;
    this.dispatchEvent(new CustomEvent('vh-vote', { bubbles: true, detail: { ballot: this.ballotOf(draft) } }));
    storeDraft(this.poll, null);
    // Closes the on-screen keyboard, which would cover the state of the vote.
    if (matchMedia('(hover: none)').matches) this.renderRoot.querySelector('input:focus, textarea:focus')?.blur();
  }

  #blocker(draft) {
    const problem = this.problemOf(draft);
    if (problem) return problem;
    const counted = this.own.attempt?.state === 'refused' ? null : this.sentBallot;
    return counted && sameBallot(this.ballotOf(draft), counted) ? t('draft.sent') : '';
  }

  #renderSend(draft) {
    const why = this.#blocker(draft);
    const problem = Boolean(why) && why !== t('draft.sent');
    const { sentBallot } = this;
    const same = why === t('draft.sent');
    return html`<div class="send">
      <button class="primary ${same ? 'same' : ''}" data-testid="send" aria-disabled=${Boolean(why)} aria-describedby="why" @click=${() => this.send()}>
        ${sentBallot ? t('draft.send-changed') : t('draft.send')}
      </button>
      <p id="why" class="why small ${this.attempted && problem ? 'asked' : 'soft'}" role=${this.attempted && problem ? 'alert' : nothing} data-testid="send-why">
        ${why || this.noteFor(draft)}
      </p>
      ${sentBallot
        ? html`<div class="sent small soft">
            <span data-testid="sent-ballot">${same ? nothing : sentBallot.voted ? t('vote.secret') : t('draft.counted', { ballot: this.describe(sentBallot) })}</span>
            <button class="quiet" data-testid="take-back" @click=${() => this.#discard()}>${t('draft.take-back')}</button>
          </div>`
        : nothing}
    </div>`;
  }

  #discard() {
    this.draft = null;
    this.attempted = false;
    storeDraft(this.poll, null);
    this.dispatchEvent(new CustomEvent('vh-keep', { bubbles: true }));
  }
}

/** Renders an option's letter, image and label; `id` is for aria-labelledby, `after` is appended to the line. */
export const renderOptionName = (option, i, id, after = nothing) => html`<div class="name" ${vars(hue(i))}>
  <span class="letter" aria-hidden="true">${letter(i)}</span>
  ${optionPicture(option, 48)}
  <span class="label" id=${id}><bdi>${option.label}</bdi></span>
  ${after}
</div>`;

/** The hint of a method, with a remark if votes cannot be changed. */
export const hintWithChangeRule = (poll, hint) => (poll.settings?.change === false ? `${hint} ${t('single.first-stands')}` : hint);

