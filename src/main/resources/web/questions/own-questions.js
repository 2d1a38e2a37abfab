/**
 * The questions that a voter asks in one poll, and what has become of them.
 *
 *   ask ──▶ sending ──asked──▶ kept (pending, live, …), or the same question exists already
 *             │ ▲  └─error──▶ refused (code)
 *     offline │ │ joined
 *             ▼ │
 *           waiting          sent again in the same slot until the hub has answered
 *
 * A slot holds one question, and its number is all that limits a voter, so that a repeated message asks nothing twice. Questions that wait
 * survive a reload. Uses no DOM: see `Questions` for what is passed in.
 */
import { NamedTimers } from '../hub/named-timers.js';

const ANSWER_TIMEOUT_MS = 5_000;
const RETRY_BASE_MS = 400;
const RETRY_MAX_MS = 8_000;
/** The hub has not heard of it: a question may wait as long as a talk, but not until another day. */
const WAITS_AT_MOST_MS = 6 * 3_600_000;

/** @typedef {{slot: number, text: string, name?: string, entry?: string, state: string, id?: string, code?: string, message?: string, at: number}} OwnQuestion */

export class OwnQuestions {
  /** @type {OwnQuestion[]} by slot; replaced, never mutated. State: 'sending', 'waiting', 'refused', or that of the hub */
  list = [];

  #send;
  #onOverdue;
  #onChange;
  #poll;
  #env;
  #key;
  #timers;
  #retries = new Map();

  /**
   * @param {object} options
   * @param {{id: string, run: number}} options.poll
   * @param {(message: object) => boolean} options.send false when not connected
   * @param {() => void} options.onOverdue called when an answer is overdue
   * @param {() => void} options.onChange
   * @param {string} options.key the storage key
   * @param {object} options.env storage, setTimeout, clearTimeout, now, random, newId
   */
  constructor({ poll, send, onOverdue, onChange, key, env }) {
    this.#poll = poll;
    this.#send = send;
    this.#onOverdue = onOverdue;
    this.#onChange = onChange;
    this.#key = `${key}.${poll.id}.${poll.run}`;
    this.#env = env;
    this.#timers = new NamedTimers(env);
    this.#load();
  }

  /** Asks in the lowest free slot; returns false if all are taken. */
  ask(text, name, perVoter) {
    const slot = this.freeSlot(perVoter);
    if (!slot) return false;
    this.#put({ slot, text, ...(name && { name }), id: this.#env.newId(), state: 'waiting', at: this.#env.now() });
    this.#transmit(slot);
    return true;
  }

  /** The lowest free slot, or 0. */
  freeSlot(perVoter) {
    const taken = new Set(this.list.filter(({ state }) => state !== 'refused').map(({ slot }) => slot));
    for (let slot = 1; slot <= perVoter; slot++) if (!taken.has(slot)) return slot;
    return 0;
  }

  /** A connection joined: sends what was not answered. */
  joined() {
    for (const { slot } of this.list) this.#transmit(slot);
  }

  /** Takes over what the hub knows of this voter's questions, but for those that it has not answered yet. */
  known(list) {
    const open = this.list.filter(({ state }) => ['sending', 'waiting', 'refused'].includes(state));
    this.list = [...list.filter(({ slot }) => !open.some((own) => own.slot === slot)), ...open].sort((a, b) => a.slot - b.slot);
    this.#changed();
  }

  /** The connection is lost: what was being sent now waits. */
  offline() {
    for (const own of this.list) {
      if (own.state !== 'sending') continue;
      this.#timers.stop(own.slot);
      this.#put({ ...own, state: 'waiting' });
    }
  }

  /** The hub has taken a question; returns it, or null if it is none of this page. */
  asked({ id, entry, state }) {
    const own = this.list.find((each) => each.id === id);
    if (!own) return null;
    this.#settle(own.slot);
    const { id: sent, code, message, ...kept } = own;
    this.#put({ ...kept, entry, state });
    return own;
  }

  /** The hub knows the same question of somebody else: the slot is free again. Returns the question, or null if it is none of this page. */
  askedBefore({ id }) {
    const own = this.list.find((each) => each.id === id);
    if (own) this.remove(own.slot);
    return own ?? null;
  }

  /** The hub refused a message; returns whether it was a question of this page. */
  refused({ id, code, message, retry, retryAfterMs }) {
    const own = this.list.find((each) => each.id !== undefined && each.id === id);
    if (!own) return false;
    this.#timers.stop(own.slot);
    if (retry) {
      const retries = this.#retries.get(own.slot) ?? 0;
      this.#retries.set(own.slot, retries + 1);
      const ceilingMs = Math.min(RETRY_MAX_MS, RETRY_BASE_MS * 2 ** retries);
      this.#timers.start(own.slot, (retryAfterMs ?? ceilingMs / 2) + this.#env.random() * ceilingMs, () => this.#transmit(own.slot));
    } else {
      this.#put({ ...own, state: 'refused', code, message });
    }
    return true;
  }

  /** The state of a question has changed. */
  entryChanged({ id, state, text }) {
    const own = this.list.find(({ entry }) => entry === id);
    if (own && own.state !== state) this.#put({ ...own, state, text: text ?? own.text });
  }

  remove(slot) {
    this.#settle(slot);
    this.list = this.list.filter((each) => each.slot !== slot);
    this.#changed();
  }

  /** Ends all timers; what waits stays stored. */
  stop() {
    this.#timers.stopAll();
  }

  #transmit(slot) {
    const own = this.list.find((each) => each.slot === slot);
    if (!own || !['sending', 'waiting'].includes(own.state)) return;
    const { id, text, name } = own;
    const sent = this.#send({ type: 'ask', id, poll: this.#poll.id, run: this.#poll.run, slot, text, ...(name && { name }) });
    const state = sent ? 'sending' : 'waiting';
    if (state !== own.state) this.#put({ ...own, state });
    if (!sent) return;
    this.#timers.start(slot, ANSWER_TIMEOUT_MS, () => {
      this.#onOverdue();
      this.#transmit(slot);
    });
  }

  #settle(slot) {
    this.#timers.stop(slot);
    this.#retries.delete(slot);
  }

  #put(own) {
    this.list = [...this.list.filter(({ slot }) => slot !== own.slot), own].sort((a, b) => a.slot - b.slot);
    this.#changed();
  }

  #changed() {
    try {
      this.#env.storage?.setItem(this.#key, JSON.stringify(this.list));
    } catch {
      // Without storage a reload loses what waits; the hub still has what it answered.
    }
    this.#onChange();
  }

  #load() {
    try {
      const stored = JSON.parse(this.#env.storage?.getItem(this.#key) ?? '[]');
      const fresh = ({ state, at }) => !['sending', 'waiting'].includes(state) || this.#env.now() - at < WAITS_AT_MOST_MS;
      this.list = stored.filter(fresh).map((own) => (own.state === 'sending' ? { ...own, state: 'waiting' } : own));
    } catch {
      this.list = [];
    }
  }
}
