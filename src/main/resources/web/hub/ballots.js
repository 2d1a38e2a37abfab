/**
 * The voter's own ballots and their state.
 *
 *   cast ──▶ sending ──ack──▶ counted (receipt, time)
 *              │ ▲  └─error──▶ refused (code)      an earlier counted ballot remains counted
 *      offline │ │ joined
 *              ▼ │
 *            waiting            sent again with the same id until the hub has answered
 *
 * Only the latest ballot of a poll is ever sent; an answer to an older one is ignored. Attempts survive a reload (phones discard pages in
 * the background), for a day. They are the voter's who made them: if the page joins as another, they are refused. The ballot null withdraws
 * the counted one.
 *
 * Each attempt has a mark, which the page makes up and sends with every retry. From it and from the receipt that the hub then gives follows the
 * ballot's tag, which will be in the sealed result (see docs/proof-format.md); all three are kept with the ballot that stands.
 */
import { NamedTimers } from './named-timers.js';

const ACK_TIMEOUT_MS = 5_000;
const RETRY_BASE_MS = 400;
const RETRY_MAX_MS = 8_000;
/** The voter was told that the vote is sent once the network is back; only a day later that is forgotten. */
export const ATTEMPT_LIFETIME_MS = 24 * 60 * 60_000;

/** What the hub tells of a secret ballot */
const VOTED = { voted: true };

/** @typedef {{ballot: object, receipt: ?string, at: ?number, rev?: number, run?: number, mark?: string, tag?: string, wrongTag?: boolean}} Counted `rev`: the first tally that includes it */
/** @typedef {{id: string, run: number, ballot: object, mark?: string, voter?: string, state: 'sending'|'waiting'|'refused', code?: string, message?: string, lateMs?: number, at: number}} Attempt */

export class Ballots {
  /** poll id → {counted: ?Counted, attempt: ?Attempt}; each entry is replaced, never mutated. */
  own = new Map();
  /** The id of the voter whose ballots these are; undefined before the first join */
  voter;

  #sendMessage;
  #onOverdue;
  #onChange;
  #onLost;
  #onTag;
  #secret;
  #env;
  #key;
  #timers;
  #retries = new Map();

  /**
   * @param {object} options
   * @param {(message: object) => boolean} options.send false when not connected
   * @param {() => void} options.onOverdue called when an answer is overdue
   * @param {() => void} options.onChange
   * @param {(pollId: string) => void} [options.onLost] called when a poll is removed before its ballot was counted
   * @param {(pollId: string) => void} [options.onTag] called when the hub has told the tag of a ballot, which is to be checked
   * @param {(pollId: string) => number|boolean|undefined} [options.secret] truthy for a secret poll; its run once it is closed, when the hub knows no voter of its ballots any more
   * @param {string} options.key the storage key of attempts and receipts
   * @param {object} options.env storage, setTimeout, clearTimeout, now, random, newId, newMark
   */
  constructor({ send, onOverdue, onChange, onLost = () => {}, onTag = () => {}, secret = () => false, key, env }) {
    this.#sendMessage = send;
    this.#onOverdue = onOverdue;
    this.#onChange = onChange;
    this.#onLost = onLost;
    this.#onTag = onTag;
    this.#secret = secret;
    this.#key = key;
    this.#env = env;
    this.#timers = new NamedTimers(env);
    this.#load();
  }

  /** The state of the voter's ballot on a poll. */
  of(pollId) {
    return this.own.get(pollId) ?? { counted: null, attempt: null };
  }

  /** Casts a ballot: sent at once, or as soon as the hub is back. The hub refuses it if the poll has been reset, that is, has another `run`. */
  cast(pollId, ballot, run) {
    const { counted, attempt } = this.of(pollId);
    if (ballot === null && !counted && !attempt) return;
    const pending = attempt && attempt.state !== 'refused';
    if (sameBallot(ballot, pending ? attempt.ballot : attempt ? null : counted?.ballot)) return;
    this.#retries.delete(pollId);
    this.#set(pollId, { counted, attempt: { id: this.#env.newId(), run, ballot, ...(ballot && { mark: this.#env.newMark() }), voter: this.voter, state: 'waiting', at: this.#env.now() } });
    this.#transmit(pollId);
  }

  /** A connection joined: adopts the hub's list of counted ballots, then sends what was not answered. */
  joined(countedBallots, voter, receipts = {}) {
    this.voter = voter;
    for (const pollId of new Set([...this.own.keys(), ...Object.keys(countedBallots)])) {
      const { counted, attempt } = this.of(pollId);
      const ballot = countedBallots[pollId];
      if (!ballot && counted?.run && counted.tag && counted.run === this.#secret(pollId)) continue;
      const proof = receipts[pollId];
      const receiptHolds = counted && sameBallot(ballot, counted.ballot) && !(proof && proof.receipt !== counted.receipt);
      const isOthers = attempt?.voter && voter && attempt.voter !== voter;
      this.#set(pollId, { counted: ballot ? (receiptHolds ? counted : { ballot, receipt: null, at: null, ...proof }) : null, attempt: isOthers ? { ...attempt, state: 'refused' } : attempt });
      if (proof?.tag) this.#onTag(pollId);
      this.#transmit(pollId);
    }
  }

  /** The connection is lost: what was being sent now waits. */
  offline() {
    for (const [pollId, { counted, attempt }] of this.own) {
      if (attempt?.state !== 'sending') continue;
      this.#timers.stop(pollId);
      this.#set(pollId, { counted, attempt: { ...attempt, state: 'waiting' } });
    }
  }

  /** The hub counted a ballot. */
  acked({ id, poll, rev, receipt, tag, mark }) {
    const { attempt } = this.of(poll);
    if (!attempt || attempt.id !== id) return;
    this.#timers.stop(poll);
    this.#retries.delete(poll);
    const { ballot, run } = attempt;
    const counted = ballot && { ballot, receipt: receipt ?? null, at: this.#env.now(), rev, run, ...(tag && { tag, mark: mark ?? attempt.mark }) };
    this.#set(poll, { counted, attempt: null });
    if (counted && tag) this.#onTag(poll);
  }

  /** Another connection of this voter has voted; a ballot of this page that is not answered yet stays pending. */
  castElsewhere({ poll, ballot, receipt, tag, mark }) {
    const { attempt } = this.of(poll);
    const counted = ballot && { ballot, receipt: receipt ?? null, at: receipt ? this.#env.now() : null, ...(tag && { tag, mark }) };
    this.#set(poll, { counted, attempt: attempt?.state === 'refused' ? null : attempt });
    if (counted && tag) this.#onTag(poll);
  }

  /** The tag of a ballot does not follow from its mark and receipt: the hub is wrong. */
  hasWrongTag(pollId, receipt) {
    const { counted, attempt } = this.of(pollId);
    if (counted?.receipt === receipt) this.#set(pollId, { counted: { ...counted, wrongTag: true }, attempt });
  }

  /** The hub refused a message; returns whether it was a ballot of this page. */
  refused({ id, code, message, retry, retryAfterMs, lateMs }) {
    const found = [...this.own].find(([, { attempt }]) => attempt?.id === id);
    if (!found) return false;
    const [pollId, { counted, attempt }] = found;
    this.#timers.stop(pollId);
    if (retry) {
      const retries = this.#retries.get(pollId) ?? 0;
      this.#retries.set(pollId, retries + 1);
      const ceilingMs = Math.min(RETRY_MAX_MS, RETRY_BASE_MS * 2 ** retries);
      this.#timers.start(pollId, (retryAfterMs ?? ceilingMs / 2) + this.#env.random() * ceilingMs, () => this.#transmit(pollId));
    } else {
      this.#set(pollId, { counted, attempt: { ...attempt, state: 'refused', code, message, lateMs } });
    }
    return true;
  }

  /** The poll was reset or deleted: forgets its ballots. */
  forget(pollId) {
    const { attempt } = this.of(pollId);
    if (attempt && attempt.state !== 'refused') this.#onLost(pollId);
    this.#timers.stop(pollId);
    this.#retries.delete(pollId);
    if (this.own.delete(pollId)) this.#save();
  }

  #transmit(pollId) {
    const { counted, attempt } = this.of(pollId);
    if (!attempt || attempt.state === 'refused') return;
    const sent = this.#sendMessage({ type: 'vote', id: attempt.id, poll: pollId, run: attempt.run, ballot: attempt.ballot, ...(attempt.mark && { mark: attempt.mark }) });
    const state = sent ? 'sending' : 'waiting';
    if (state !== attempt.state) this.#set(pollId, { counted, attempt: { ...attempt, state } });
    if (!sent) return;
    this.#timers.start(pollId, ACK_TIMEOUT_MS, () => {
      // Either the socket is dead, which a probe finds out, or the answer was lost; sending the same id again is harmless.
      this.#onOverdue();
      this.#transmit(pollId);
    });
  }

  #set(pollId, { counted, attempt }) {
    // Of a secret ballot the page keeps no more than the hub gives back: that there is one.
    const kept = counted && this.#secret(pollId) ? { ...counted, ballot: VOTED } : counted;
    this.own.set(pollId, { counted: kept, attempt });
    this.#save();
    this.#onChange();
  }

  #save() {
    try {
      this.#env.storage?.setItem(this.#key, JSON.stringify([...this.own]));
    } catch {
      // Without storage a reload loses the receipts; the hub still has the ballots.
    }
  }

  #load() {
    try {
      for (const [pollId, { counted, attempt }] of JSON.parse(this.#env.storage?.getItem(this.#key) ?? '[]')) {
        const fresh = attempt && attempt.state !== 'refused' && attempt.run !== undefined && this.#env.now() - attempt.at < ATTEMPT_LIFETIME_MS;
        if (counted || fresh) this.own.set(pollId, { counted, attempt: fresh ? { ...attempt, state: 'waiting' } : null });
      }
    } catch {
      this.own.clear();
    }
  }
}

/** Whether two ballots are equal. The order of keys does not matter, the order of lists does. */
export function sameBallot(one, other) {
  return Boolean(one && other) && canonical(one) === canonical(other);
}

function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (value && typeof value === 'object') {
    return `{${Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join()}}`;
  }
  return JSON.stringify(value);
}
