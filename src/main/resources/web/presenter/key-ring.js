/**
 * The presenter keys of one room in this browser: the current one, and earlier ones that may still be valid.
 *
 * Promises: a key is stored only after the hub has confirmed it; neither the hub nor a link can remove a key that may be valid; a valid key
 * is replaced only by `use`, which the presenter has asked for. Uses no DOM: the check of a key is passed in.
 */
import { readStored, writeStored } from '../hub/local-storage.js';
import { presenterKey } from './presenter-key.js';

const MAX_EARLIER = 4;
/** Presenter keys are JSON Web Tokens; other text is not sent to the hub. */
const JWT_PATTERN = /^[\w-]+\.[\w-]+\.[\w-]+$/;
const MAX_LENGTH = 1000;

export class KeyRing {
  #code;
  #check;

  /**
   * @param {string} code the room's
   * @param {(key: string) => Promise<'good'|'viewer'|'bad'|'unknown'>} check asks the hub; 'viewer' is a key that does not lead; 'unknown' if it cannot be asked
   */
  constructor(code, check) {
    this.#code = code;
    this.#check = check;
  }

  /** The current key, or null. */
  get current() {
    return readStored(presenterKey(this.#code));
  }

  /** Earlier keys, newest first. */
  get earlier() {
    try {
      const list = JSON.parse(readStored(this.#earlierStorageKey) ?? '[]');
      return Array.isArray(list) ? list.filter((key) => typeof key === 'string') : [];
    } catch {
      return [];
    }
  }

  /** Whether a key is valid for this room: 'good', 'viewer', 'bad' or 'unknown'. */
  async check(key) {
    if (key.length > MAX_LENGTH || !JWT_PATTERN.test(key)) return 'bad';
    return this.#check(key);
  }

  /**
   * Checks a key that the presenter or a link has brought: 'same' (it is the current one), 'taken' (it is current from now on), 'ask' (it is
   * valid, but so is the current one), 'viewer' (it only shows results; nothing was changed), 'bad', or 'unknown' (the hub could not be asked; nothing was changed).
   */
  async offer(key) {
    if (key === this.current) return 'same';
    const verdict = await this.check(key);
    if (verdict !== 'good') return verdict;
    const currentKey = this.current;
    const currentVerdict = currentKey ? await this.check(currentKey) : 'bad';
    if (currentVerdict === 'good' || currentVerdict === 'unknown') return 'ask';
    writeStored(presenterKey(this.#code), key);
    return 'taken';
  }

  /** Makes a valid key the current one, and keeps the former among the earlier ones. */
  use(key) {
    const earlier = [this.current, ...this.earlier].filter((each) => each && each !== key);
    writeStored(this.#earlierStorageKey, earlier.length ? JSON.stringify([...new Set(earlier)].slice(0, MAX_EARLIER)) : null);
    writeStored(presenterKey(this.#code), key);
  }

  /** Whether a new key was requested and the response was lost. */
  get isRenewing() {
    return readStored(this.#renewalStorageKey) !== null;
  }

  /** The id of the request for a new key. It is the same until the key has come, so that the hub repeats a lost response. */
  renewalId() {
    const id = readStored(this.#renewalStorageKey) ?? [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    writeStored(this.#renewalStorageKey, id);
    return id;
  }

  /** The hub has issued a new key and revoked all earlier ones. */
  replaceAll(key) {
    writeStored(this.#renewalStorageKey, null);
    writeStored(presenterKey(this.#code), key);
    writeStored(this.#earlierStorageKey, null);
  }

  /** Makes the first valid one of the earlier keys the current one. Resolves to it, or to null. */
  async useNextGood() {
    for (const key of this.earlier) {
      if ((await this.check(key)) === 'good') {
        this.use(key);
        return key;
      }
    }
    return null;
  }

  get #renewalStorageKey() {
    return `votehub.presenter-renewal.${this.#code}`;
  }

  get #earlierStorageKey() {
    return `votehub.presenter-others.${this.#code}`;
  }
}
