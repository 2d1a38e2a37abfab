/**
 * The voter's own ballots, and what became of each.
 *
 *   choose ──▶ sending ──ack──▶ counted (receipt, time)
 *                │ ▲  └─error──▶ refused (code)      an earlier counted ballot stands on
 *        offline │ │ joined
 *                ▼ │
 *              waiting            sent again with the same id until the hub has answered
 *
 * Only the latest choice of a poll is ever sent; an answer to an older one is no news. Attempts outlive a reload (phones throw
 * pages away while they sleep), but not for long: a choice nobody remembers must not be cast. A ballot of null takes the counted one back.
 */
const ACK_WITHIN_MS = 5_000;
const RETRY_FIRST_MS = 400;
const RETRY_CAP_MS = 8_000;
const REMEMBER_ATTEMPT_MS = 10 * 60_000;

/** @typedef {{ballot: object, receipt: ?string, at: ?number}} Counted */
/** @typedef {{id: string, run: number, ballot: object, state: 'sending'|'waiting'|'refused', code?: string, message?: string, lateMs?: number, at: number}} Attempt */

export class Ballots {
  /** poll id → {counted: ?Counted, attempt: ?Attempt}; each entry is replaced, never changed. */
  own = new Map();

  #send;
  #suspect;
  #changed;
  #lost;
  #env;
  #key;
  #timers = new Map();
  #tries = new Map();

  /**
   * @param {object} wiring
   * @param {(message: object) => boolean} wiring.send false when not connected
   * @param {() => void} wiring.suspect called when an answer is overdue
   * @param {() => void} wiring.changed
   * @param {(pollId: string) => void} [wiring.lost] called when a poll is gone before its ballot was counted
   * @param {string} wiring.key where attempts and receipts are kept
   * @param {object} wiring.env storage, setTimeout, clearTimeout, now, random, newId
   */
  constructor({ send, suspect, changed, lost = () => {}, key, env }) {
    this.#send = send;
    this.#suspect = suspect;
    this.#changed = changed;
    this.#lost = lost;
    this.#key = key;
    this.#env = env;
    this.#recall();
  }

  /** What became of the ballot on this poll. */
  of(pollId) {
    return this.own.get(pollId) ?? { counted: null, attempt: null };
  }

  /** The voter chose, on the poll in that run: shown at once, sent at once or when the hub is back. The hub refuses it for any other run. */
  choose(pollId, ballot, run) {
    const { counted, attempt } = this.of(pollId);
    if (ballot === null && !counted && !attempt) return;
    const pending = attempt && attempt.state !== 'refused';
    if (sameBallot(ballot, pending ? attempt.ballot : attempt ? null : counted?.ballot)) return;
    this.#tries.delete(pollId);
    this.#set(pollId, { counted, attempt: { id: this.#env.newId(), run, ballot, state: 'waiting', at: this.#env.now() } });
    this.#transmit(pollId);
  }

  /** A connection joined: take the hub's word for what stands, then send what it has not answered. */
  joined(standing) {
    for (const pollId of new Set([...this.own.keys(), ...Object.keys(standing)])) {
      const { counted, attempt } = this.of(pollId);
      const ballot = standing[pollId];
      const receiptHolds = ballot && counted && sameBallot(ballot, counted.ballot);
      this.#set(pollId, { counted: ballot ? (receiptHolds ? counted : { ballot, receipt: null, at: null }) : null, attempt });
      this.#transmit(pollId);
    }
  }

  /** The connection is gone: what was under way now waits. */
  offline() {
    for (const [pollId, { counted, attempt }] of this.own) {
      if (attempt?.state !== 'sending') continue;
      this.#cancel(pollId);
      this.#set(pollId, { counted, attempt: { ...attempt, state: 'waiting' } });
    }
  }

  /** The hub counted a ballot. */
  acked({ id, poll, receipt }) {
    const { attempt } = this.of(poll);
    if (!attempt || attempt.id !== id) return;
    this.#cancel(poll);
    this.#tries.delete(poll);
    const counted = attempt.ballot && { ballot: attempt.ballot, receipt: receipt ?? null, at: this.#env.now() };
    this.#set(poll, { counted, attempt: null });
  }

  /** Another connection of this voter has voted; a ballot of our own that is not answered yet is still to come. */
  told({ poll, ballot, receipt }) {
    const { attempt } = this.of(poll);
    const counted = ballot && { ballot, receipt: receipt ?? null, at: receipt ? this.#env.now() : null };
    this.#set(poll, { counted, attempt: attempt?.state === 'refused' ? null : attempt });
  }

  /** The hub refused something; returns whether it was one of ours. */
  refused({ id, code, message, retry, retryAfterMs, lateMs }) {
    const found = [...this.own].find(([, { attempt }]) => attempt?.id === id);
    if (!found) return false;
    const [pollId, { counted, attempt }] = found;
    this.#cancel(pollId);
    if (retry) {
      const tries = this.#tries.get(pollId) ?? 0;
      this.#tries.set(pollId, tries + 1);
      const ceilingMs = Math.min(RETRY_CAP_MS, RETRY_FIRST_MS * 2 ** tries);
      this.#after(pollId, (retryAfterMs ?? ceilingMs / 2) + this.#env.random() * ceilingMs, () => this.#transmit(pollId));
    } else {
      this.#set(pollId, { counted, attempt: { ...attempt, state: 'refused', code, message, lateMs } });
    }
    return true;
  }

  /** The poll was reset or deleted: its ballots are no more. */
  forget(pollId) {
    const { attempt } = this.of(pollId);
    if (attempt && attempt.state !== 'refused') this.#lost(pollId);
    this.#cancel(pollId);
    this.#tries.delete(pollId);
    if (this.own.delete(pollId)) this.#keep();
  }

  #transmit(pollId) {
    const { counted, attempt } = this.of(pollId);
    if (!attempt || attempt.state === 'refused') return;
    const sent = this.#send({ type: 'vote', id: attempt.id, poll: pollId, run: attempt.run, ballot: attempt.ballot });
    const state = sent ? 'sending' : 'waiting';
    if (state !== attempt.state) this.#set(pollId, { counted, attempt: { ...attempt, state } });
    if (!sent) return;
    this.#after(pollId, ACK_WITHIN_MS, () => {
      // Silence means a dead socket (the probe finds out) or a lost answer (the same id again is harmless).
      this.#suspect();
      this.#transmit(pollId);
    });
  }

  #after(pollId, ms, run) {
    this.#cancel(pollId);
    this.#timers.set(pollId, this.#env.setTimeout(run, ms));
  }

  #cancel(pollId) {
    if (this.#timers.has(pollId)) this.#env.clearTimeout(this.#timers.get(pollId));
    this.#timers.delete(pollId);
  }

  #set(pollId, entry) {
    this.own.set(pollId, entry);
    this.#keep();
    this.#changed();
  }

  #keep() {
    try {
      this.#env.storage?.setItem(this.#key, JSON.stringify([...this.own]));
    } catch {
      // Without storage a reload forgets receipts; the ballots themselves are the hub's.
    }
  }

  #recall() {
    try {
      for (const [pollId, { counted, attempt }] of JSON.parse(this.#env.storage?.getItem(this.#key) ?? '[]')) {
        const fresh = attempt && attempt.state !== 'refused' && attempt.run !== undefined && this.#env.now() - attempt.at < REMEMBER_ATTEMPT_MS;
        if (counted || fresh) this.own.set(pollId, { counted, attempt: fresh ? { ...attempt, state: 'waiting' } : null });
      }
    } catch {
      this.own.clear();
    }
  }
}

/** Whether two ballots say the same. Keys may stand in any order; lists may not. */
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
