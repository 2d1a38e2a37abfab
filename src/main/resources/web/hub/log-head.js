/**
 * The size and the root of the hub's log, as its checkpoint tells them once a seal has had time to get into it. Fires 'change'.
 */
const SETTLED_AFTER_MS = 3_000;
const TRY_AGAIN_MS = 30_000;

export class LogHead extends EventTarget {
  /** {size, root}; null while it is not known */
  head = null;

  #timer = null;
  #of = null;

  /** A seal with that root was made: the log is read a moment later. */
  follow(seal) {
    this.#of = seal;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#read(seal), SETTLED_AFTER_MS);
  }

  stop() {
    this.#of = null;
    clearTimeout(this.#timer);
  }

  async #read(seal) {
    try {
      const response = await fetch('/log/checkpoint', { cache: 'no-store' });
      const [, size, root] = (await response.text()).split('\n');
      if (!response.ok || !root || seal !== this.#of) throw new Error(`${response.status}`);
      this.head = { size: Number(size), root: root.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '') };
      this.dispatchEvent(new Event('change'));
    } catch {
      // The log is read again; until then the screen shows the seal alone.
      if (seal === this.#of) this.#timer = setTimeout(() => this.#read(seal), TRY_AGAIN_MS);
    }
  }
}
