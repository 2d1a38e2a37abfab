/**
 * Loads modules on first use. A failed import is retried with increasing delays, because networks in halls are unreliable. Fires `change`
 * when a module was loaded or an attempt has failed.
 */
const RETRY_BASE_MS = 1_000;
const RETRY_MAX_MS = 15_000;
const FAILED_AFTER = 3;

export class ModuleLoader extends EventTarget {
  #load;
  #setTimeout;
  #entries = new Map();

  /** @param {(name: string, suffix: string) => Promise<object>} load `suffix` changes the URL, because some browsers cache a failed import */
  constructor(load, setTimeout = (run, ms) => globalThis.setTimeout(run, ms)) {
    super();
    this.#load = load;
    this.#setTimeout = setTimeout;
  }

  /** The module, or undefined while it is being loaded; the first call starts loading it. */
  get(name) {
    if (!this.#entries.has(name)) this.#import(name, 0);
    return this.#entries.get(name).module;
  }

  /** Adds a module that is loaded already. */
  put(name, module) {
    this.#entries.set(name, { module, attempts: 0 });
  }

  /** Whether loading has failed so often that the user should be told. */
  failed(name) {
    return (this.#entries.get(name)?.attempts ?? 0) >= FAILED_AFTER;
  }

  async #import(name, attempts) {
    this.#entries.set(name, { attempts });
    try {
      this.put(name, await this.#load(name, attempts ? `?again=${attempts}` : ''));
    } catch {
      this.#entries.set(name, { attempts: attempts + 1 });
      const ms = Math.min(RETRY_MAX_MS, RETRY_BASE_MS * 2 ** attempts);
      this.#setTimeout(() => this.#import(name, attempts + 1), ms);
    }
    this.dispatchEvent(new Event('change'));
  }
}
