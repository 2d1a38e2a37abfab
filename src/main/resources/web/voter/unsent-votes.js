/**
 * Hands votes that the hub has not answered to the service worker, which sends them once there is a network, also when the page is closed
 * (see worker/votes.js). The page goes on sending them, too: both send the same vote, and the hub counts it once. What the page says of a
 * vote, and whether it is still wanted, is known by hub/ballots.js alone; the worker gets a copy, and has it taken away once it is answered.
 */
import { ATTEMPT_LIFETIME_MS } from '../hub/ballots.js';

/** Most votes are answered before. */
const OVERDUE_AFTER_MS = 2_000;

export class UnsentVotes {
  #store;
  #registration = null;
  #isAllowed = false;
  /** What the worker has, as text; null while that is not known */
  #handedOver = null;
  #timer = null;

  constructor(store) {
    this.#store = store;
  }

  /** There is a service worker. */
  async start() {
    const registration = await navigator.serviceWorker.ready;
    if (!registration.sync) return;
    try {
      const { state } = await navigator.permissions.query({ name: 'background-sync' });
      this.#isAllowed = state === 'granted';
    } catch {
      // The browser does not know the permission, so it does not ask for one.
      this.#isAllowed = true;
    }
    this.#registration = registration;
    this.update();
  }

  /** Whether there are votes that are sent also when the page is closed. */
  get areSentLater() {
    return this.#isAllowed && this.#pending().length > 0;
  }

  /** The votes may have changed. */
  update() {
    if (!this.#registration) return;
    const pending = this.#pending();
    clearTimeout(this.#timer);
    if (!pending.length || pending.some(({ state }) => state === 'waiting')) this.#handOver(pending);
    else this.#timer = setTimeout(() => this.#handOver(this.#pending()), OVERDUE_AFTER_MS);
  }

  /** The room is gone. */
  clear() {
    if (this.#registration) this.#handOver([]);
  }

  /** The page may be closed. */
  leave() {
    const pending = this.#pending();
    if (!this.#registration || !pending.length) return;
    // Also if the worker has them: it may have left them to the page while that was in sight.
    this.#handedOver = null;
    this.#handOver(pending);
  }

  #pending() {
    const { own, voter } = this.#store.ballots;
    // Of another voter, or of nobody known, none is sent with this voter's token.
    const isPending = ([, { attempt }]) => attempt && attempt.state !== 'refused' && voter && attempt.voter === voter;
    return [...own].filter(isPending).map(([poll, { attempt }]) => ({ ...attempt, poll }));
  }

  #handOver(pending) {
    const { token, room } = this.#store;
    const votes = token ? pending.map(({ id, poll, run, ballot, mark, at }) => ({ id, poll, run, ballot, mark, until: at + ATTEMPT_LIFETIME_MS })) : [];
    const text = JSON.stringify([token, votes]);
    if (text === this.#handedOver) return;
    this.#handedOver = text;
    this.#registration.active?.postMessage({ type: 'votes', room: room.code, token, votes });
  }
}
