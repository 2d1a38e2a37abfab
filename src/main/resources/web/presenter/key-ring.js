/**
 * The presenter's keys of one room in this browser: the one that leads, and earlier ones that may still be good.
 *
 * Promises: a key is stored only once the hub has said that it is good; nothing that the hub or a link says takes away a key that may be
 * good; a key that works is replaced by another only by `take`, which a person asked for. Knows no DOM: storage and the question to the
 * hub are given.
 */
import { readStored, writeStored } from '../hub/local-storage.js';
import { presenterKey } from './presenter-key.js';

const MOST = 4;
/** Ours are JSON Web Tokens; what cannot be one is not sent anywhere. */
const FORM = /^[\w-]+\.[\w-]+\.[\w-]+$/;
const LONGEST = 1000;

export class KeyRing {
  #code;
  #check;

  /**
   * @param {string} code the room's
   * @param {(key: string) => Promise<'good'|'bad'|'unknown'>} check asks the hub; 'unknown' if it cannot be asked
   */
  constructor(code, check) {
    this.#code = code;
    this.#check = check;
  }

  /** The key that leads, or null. */
  get current() {
    return readStored(presenterKey(this.#code));
  }

  /** Earlier keys, newest first. */
  get others() {
    try {
      const list = JSON.parse(readStored(this.#othersKey) ?? '[]');
      return Array.isArray(list) ? list.filter((key) => typeof key === 'string') : [];
    } catch {
      return [];
    }
  }

  /** Whether the hub takes a key for this room's presenter's. */
  async check(key) {
    if (key.length > LONGEST || !FORM.test(key)) return 'bad';
    return this.#check(key);
  }

  /**
   * Looks at a key that somebody gave: 'same' (it leads already), 'taken' (it leads from now on), 'ask' (good, but so is the one that
   * leads), 'bad', or 'unknown' (the hub could not be asked; nothing was changed).
   */
  async offer(key) {
    if (key === this.current) return 'same';
    const verdict = await this.check(key);
    if (verdict !== 'good') return verdict;
    const held = this.current;
    const standing = held ? await this.check(held) : 'bad';
    if (standing !== 'bad') return 'ask';
    writeStored(presenterKey(this.#code), key);
    return 'taken';
  }

  /** Leads with a key that the hub has found good; the one that led is kept behind it. */
  take(key) {
    const others = [this.current, ...this.others].filter((each) => each && each !== key);
    writeStored(this.#othersKey, others.length ? JSON.stringify([...new Set(others)].slice(0, MOST)) : null);
    writeStored(presenterKey(this.#code), key);
  }

  /** Whether a new key was asked for whose answer never came. */
  get isRenewing() {
    return readStored(this.#renewalKey) !== null;
  }

  /** The id under which a new key is asked for, the same until there is one: the hub gives what was lost to who knows it. */
  renewal() {
    const id = readStored(this.#renewalKey) ?? [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    writeStored(this.#renewalKey, id);
    return id;
  }

  /** The hub made a new key, and with it all older ones void. */
  renewed(key) {
    writeStored(this.#renewalKey, null);
    writeStored(presenterKey(this.#code), key);
    writeStored(this.#othersKey, null);
  }

  /** The key that leads is refused: goes on to the first of the others that is good. Answers it, or null. */
  async next() {
    for (const key of this.others) {
      if ((await this.check(key)) === 'good') {
        this.take(key);
        return key;
      }
    }
    return null;
  }

  get #renewalKey() {
    return `votehub.presenter-renewal.${this.#code}`;
  }

  get #othersKey() {
    return `votehub.presenter-others.${this.#code}`;
  }
}
