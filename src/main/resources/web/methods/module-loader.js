/**
 * Modules that are loaded when they are first asked for. One that does not come is asked for again, more and more slowly: networks in
 * halls lose things. Fires `change` when something has come, or is given up for now.
 */
const RETRY_FIRST_MS = 1_000;
const RETRY_CAP_MS = 15_000;
const FAILED_AFTER = 3;

export class Modules extends EventTarget {
  #load;
  #setTimeout;
  #entries = new Map();

  /** @param {(name: string, suffix: string) => Promise<object>} load `suffix` makes the address another one: some browsers never ask twice */
  constructor(load, setTimeout = (run, ms) => globalThis.setTimeout(run, ms)) {
    super();
    this.#load = load;
    this.#setTimeout = setTimeout;
  }

  /** The module, or undefined while it is on its way; the first call starts it. */
  get(name) {
    if (!this.#entries.has(name)) this.#ask(name, 0);
    return this.#entries.get(name).module;
  }

  /** A module that is here already. */
  put(name, module) {
    this.#entries.set(name, { module, tries: 0 });
  }

  /** Whether it was asked for so often in vain that a person should know. */
  failed(name) {
    return (this.#entries.get(name)?.tries ?? 0) >= FAILED_AFTER;
  }

  async #ask(name, tries) {
    this.#entries.set(name, { tries });
    try {
      this.put(name, await this.#load(name, tries ? `?again=${tries}` : ''));
    } catch {
      this.#entries.set(name, { tries: tries + 1 });
      const ms = Math.min(RETRY_CAP_MS, RETRY_FIRST_MS * 2 ** tries);
      this.#setTimeout(() => this.#ask(name, tries + 1), ms);
    }
    this.dispatchEvent(new Event('change'));
  }
}
