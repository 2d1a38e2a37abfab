/**
 * Checks, once the result of a poll is sealed, that the voter's own ballot is in it. Ten thousand phones would ask within the same second,
 * so each waits for a while first; the answer is kept, so that it is asked for once.
 */
import { checkInclusion, tagText } from '../proof/inclusion.js';

/** So many phones ask within a second. */
const ASKING_PER_SECOND = 300;
const WITHIN_MS = { least: 2_000, most: 60_000 };
const RETRY_BASE_MS = 2_000;
const RETRY_MAX_MS = 60_000;
const MOST_TRIES = 8;
/** What the hub answers at first may be of the moment before; only a second answer is believed. */
const DOUBT_MS = 3_000;
const MOST_KEPT = 50;

/** @typedef {{state: 'checking'|'included'|'failed'|'later', proof?: string, root?: string}} Outcome */

export class SealCheck extends EventTarget {
  #room;
  #env;
  #outcomes = new Map();

  /**
   * @param {string} room the room's code
   * @param {{storage: ?Storage, setTimeout: Function, random: () => number, fetch: Function}} env
   */
  constructor(room, env) {
    super();
    this.#room = room;
    this.#env = env;
    for (const { key, proof, root } of this.#readKept()) this.#outcomes.set(key, { state: 'included', proof, root });
  }

  /**
   * What is known of the ballot; the first call begins to find out.
   *
   * @param {{id: string, seal: {number: number, root: string}}} poll
   * @param {{mark: string, receipt: string, tag: string}} ballot
   * @param {{present: number, token: ?string}} at how many are in the room, and who asks
   * @returns {Outcome}
   */
  of(poll, ballot, at) {
    const key = [poll.id, poll.seal.root, ballot.tag].join(' ');
    if (!this.#outcomes.has(key)) this.#begin(key, poll, ballot, at.token, spreadMs(at.present) * this.#env.random());
    return this.#outcomes.get(key);
  }

  /** Asks at once where it could not be checked. */
  again(poll, ballot, { token }) {
    this.#begin([poll.id, poll.seal.root, ballot.tag].join(' '), poll, ballot, token, 0);
  }

  async #begin(key, poll, ballot, token, waitMs) {
    this.#outcomes.set(key, { state: 'checking' });
    await this.#wait(waitMs);
    let doubted = false;
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const { proof, retryMs } = await this.#ask(poll, ballot, token);
      if (proof !== undefined) {
        const fault = faultOf(proof, poll, ballot);
        if (!fault || doubted) {
          this.#settle(key, fault ? { state: 'failed', proof: proof ?? '', root: poll.seal.root } : { state: 'included', proof, root: poll.seal.root });
          return;
        }
        doubted = true;
        await this.#wait(DOUBT_MS * (1 + this.#env.random()));
      } else {
        await this.#wait(Math.max(retryMs, Math.min(RETRY_MAX_MS, RETRY_BASE_MS * 2 ** tries)) * (1 + this.#env.random()));
      }
    }
    this.#settle(key, { state: 'later' });
  }

  /** The proof; null if the hub has none; undefined if it could not be asked now. */
  async #ask(poll, { tag }, token) {
    const address = `/api/v1/rooms/${encodeURIComponent(this.#room)}/polls/${encodeURIComponent(poll.id)}/proof?tag=${tag}`;
    try {
      const answer = await this.#env.fetch(address, { headers: token ? { authorization: `Bearer ${token}` } : {}, credentials: 'omit' });
      if (answer.ok) return { proof: await answer.text() };
      // A poll that is gone, or open again, accuses nobody.
      if (answer.status === 404 && (await codeOf(answer)) === 'unknown-proof') return { proof: null };
      return { retryMs: 1000 * (Number(answer.headers.get('retry-after')) || 0) };
    } catch {
      return { retryMs: 0 };
    }
  }

  #wait(ms) {
    return new Promise((done) => this.#env.setTimeout(done, ms));
  }

  #settle(key, outcome) {
    this.#outcomes.set(key, outcome);
    if (outcome.state === 'included') this.#keep(key, outcome);
    this.dispatchEvent(new Event('change'));
  }

  get #storageKey() {
    return `votehub.sealed.${this.#room}`;
  }

  #readKept() {
    try {
      const kept = JSON.parse(this.#env.storage?.getItem(this.#storageKey) ?? '[]');
      return Array.isArray(kept) ? kept.filter(({ key, proof }) => typeof key === 'string' && typeof proof === 'string') : [];
    } catch {
      return [];
    }
  }

  #keep(key, { proof, root }) {
    const others = this.#readKept().filter((each) => each.key !== key);
    try {
      this.#env.storage?.setItem(this.#storageKey, JSON.stringify([...others, { key, proof, root }].slice(-MOST_KEPT)));
    } catch {
      // Storage may be full or blocked; then it is asked for again.
    }
  }
}

const codeOf = (answer) =>
  answer.json().then(
    ({ code }) => code,
    () => '',
  );

/** Why the ballot is not in the seal that everybody sees, or null. */
function faultOf(proof, { id, seal }, { mark, receipt, tag }) {
  if (proof === null) return 'none';
  if (tagText(id, mark, receipt) !== tag) return 'tag';
  const { fault, root, seal: number } = checkInclusion(proof, id, tag);
  return fault ?? (root === seal.root && number === seal.number ? null : 'other-seal');
}

/** Within how long all phones of a room ask. */
const spreadMs = (present = 0) => Math.min(WITHIN_MS.most, Math.max(WITHIN_MS.least, (1000 * present) / ASKING_PER_SECOND));
