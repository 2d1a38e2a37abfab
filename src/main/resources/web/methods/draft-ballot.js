/**
 * A ballot that is made first and then sent with a button, which says what still stands in the way. What was sent stays in the control;
 * what is changed and not yet sent is said to be so, can be taken back, and outlives a reload (phones throw pages away while they sleep).
 *
 * Hooks: data-testid="send" (aria-disabled says whether it would send), "send-why", "sent-ballot" (while another one is in the making),
 * "take-back".
 */
import { LitElement, css, html, nothing } from 'lit';
import { shared } from '../components/shared-styles.js';
import { sameBallot } from '../hub/ballots.js';
import { letter } from '../i18n/format.js';
import { t } from '../i18n/index.js';
import { recallDraft, rememberDraft } from './draft-storage.js';
import { hue, vars } from '../components/css-vars.js';

const looks = css`
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
  /* Not a grey slab: what cannot be sent yet is the outline of a button. */
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
  .letter {
    flex: none;
    display: grid;
    place-items: center;
    min-width: 2.25rem;
    height: 2.25rem;
    padding: 0 0.3rem;
    border-radius: var(--radius-s);
    background: var(--hue);
    color: var(--on-hue);
    forced-color-adjust: none;
    font-weight: 700;
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
  .label {
    flex: 1;
    min-width: 0;
    font-size: 1.0625rem;
    font-weight: 500;
    line-height: 1.35;
    overflow-wrap: anywhere;
    hyphens: auto;
  }
`;

/**
 * Fires `vh-vote` {ballot}, `vh-unsent` {unsent} when there is something to send, or no more, and `vh-keep` when the vote that was sent
 * shall stay.
 *
 * A control says how its drafts work: `begin(ballot)` makes one of a ballot, or the empty one of null; `ballotOf(draft)` is the ballot;
 * `faultOf(draft)` is why it cannot be sent, or ''; `noteOf(draft)` is said when it can; `fields(draft, locked)` draws it;
 * `describe(ballot)` is a ballot in words. Drafts are plain JSON, and never changed in place: see `change`.
 */
/** Refusals after which the refused ballot is no draft for the next one: the first stands, or the question is another. */
const NOT_TO_GO_ON_FROM = new Set(['already-voted', 'poll-changed']);

export class Draft extends LitElement {
  static properties = {
    poll: { attribute: false },
    tally: { attribute: false },
    own: { attribute: false },
    draft: { state: true },
    /** Somebody pressed the button although the ballot cannot be sent. */
    asked: { state: true },
  };

  static styles = [shared, looks];

  #unsent;
  #cast = false;

  willUpdate(changed) {
    if (this.draft === undefined) this.draft = recallDraft(this.poll);
    // Not before `own` has the ballot, or the control would be empty in between, and the page jump.
    if (this.#cast && changed.has('own')) this.draft = null;
    if (changed.has('own')) this.#cast = false;
  }

  updated() {
    const unsent = this.draft != null && !this.locked && this.#why(this.draft) !== t('draft.sent');
    if (unsent === this.#unsent) return;
    this.#unsent = unsent;
    this.dispatchEvent(new CustomEvent('vh-unsent', { bubbles: true, detail: { unsent } }));
  }

  render() {
    const { locked } = this;
    const draft = this.value;
    return html`${this.fields(draft, locked)}${locked ? nothing : this.#send(draft)}`;
  }

  /** What the control shows: what is in the making, or else what was sent. A ballot that the hub would not read is not lost. */
  get value() {
    if (this.draft != null) return this.draft;
    const { attempt } = this.own;
    const refused = attempt?.state === 'refused' && !NOT_TO_GO_ON_FROM.has(attempt.code);
    return this.begin(refused ? attempt.ballot : this.sent);
  }

  /** The ballot that stands, or is on its way. */
  get sent() {
    const { attempt, counted } = this.own;
    return (attempt && attempt.state !== 'refused' ? attempt.ballot : counted?.ballot) ?? null;
  }

  /** The first vote stands, and there is one. */
  get locked() {
    const { attempt } = this.own;
    return this.poll.settings?.change === false && Boolean(this.sent || attempt?.code === 'already-voted');
  }

  /** Shows another draft. */
  change(draft) {
    if (this.locked) return;
    this.draft = draft;
    this.#cast = false;
    this.asked = false;
    rememberDraft(this.poll, draft);
  }

  noteOf() {
    return '';
  }

  /** Sends the draft, or says why not; for Enter in a field, too. */
  send() {
    const draft = this.value;
    this.asked = true;
    if (this.locked || this.#why(draft)) return;
    this.asked = false;
    this.#cast = true;
    this.dispatchEvent(new CustomEvent('vh-vote', { bubbles: true, detail: { ballot: this.ballotOf(draft) } }));
    rememberDraft(this.poll, null);
    // The keyboard would lie upon the word on the vote.
    if (matchMedia('(hover: none)').matches) this.renderRoot.querySelector('input:focus, textarea:focus')?.blur();
  }

  #why(draft) {
    const fault = this.faultOf(draft);
    if (fault) return fault;
    const standing = this.own.attempt?.state === 'refused' ? null : this.sent;
    return standing && sameBallot(this.ballotOf(draft), standing) ? t('draft.sent') : '';
  }

  #send(draft) {
    const why = this.#why(draft);
    const fault = Boolean(why) && why !== t('draft.sent');
    const { sent } = this;
    const same = why === t('draft.sent');
    return html`<div class="send">
      <button class="primary ${same ? 'same' : ''}" data-testid="send" aria-disabled=${Boolean(why)} aria-describedby="why" @click=${() => this.send()}>
        ${sent ? t('draft.send-changed') : t('draft.send')}
      </button>
      <p id="why" class="why small ${this.asked && fault ? 'asked' : 'soft'}" role=${this.asked && fault ? 'alert' : nothing} data-testid="send-why">
        ${why || this.noteOf(draft)}
      </p>
      ${sent
        ? html`<div class="sent small soft">
            <span data-testid="sent-ballot">${same ? nothing : t('draft.counted', { ballot: this.describe(sent) })}</span>
            <button class="quiet" data-testid="take-back" @click=${() => this.#takeBack()}>${t('draft.take-back')}</button>
          </div>`
        : nothing}
    </div>`;
  }

  #takeBack() {
    this.draft = null;
    this.asked = false;
    rememberDraft(this.poll, null);
    this.dispatchEvent(new CustomEvent('vh-keep', { bubbles: true }));
  }
}

/** An option's letter, picture and label; `id` lets controls be named by it, `after` stands at the end of the line. */
export const optionName = (option, i, id, after = nothing) => html`<div class="name" ${vars(hue(i))}>
  <span class="letter" aria-hidden="true">${letter(i)}</span>
  ${option.image ? html`<img src=${option.image} alt="" loading="lazy" width="48" height="48" />` : nothing}
  <span class="label" id=${id}><bdi>${option.label}</bdi></span>
  ${after}
</div>`;

/** The line above a poll of a method: its own words, and that the first vote stands where it does. */
export const hintOf = (poll, words) => (poll.settings?.change === false ? `${words} ${t('single.first-stands')}` : words);

