/** Timers by name: starting one again replaces it, and all can be stopped at once. */
export class NamedTimers {
  #env;
  #timers = new Map();

  /** @param {{setTimeout: Function, clearTimeout: Function}} env */
  constructor(env) {
    this.#env = env;
  }

  start(name, ms, run) {
    this.stop(name);
    this.#timers.set(
      name,
      this.#env.setTimeout(() => {
        this.#timers.delete(name);
        run();
      }, ms),
    );
  }

  stop(name) {
    if (!this.#timers.has(name)) return;
    this.#env.clearTimeout(this.#timers.get(name));
    this.#timers.delete(name);
  }

  stopAll() {
    for (const timer of this.#timers.values()) this.#env.clearTimeout(timer);
    this.#timers.clear();
  }

  has(name) {
    return this.#timers.has(name);
  }
}
