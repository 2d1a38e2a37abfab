/**
 * A reactive controller for buttons whose meaning changes: for a moment after the change they are `settling` and should be inert, because a
 * press that comes then, such as the second tap of two, was aimed at what stood there before.
 */
const SETTLE_MS = 400;

export class SettlingController {
  #host;
  #now;
  /** name → {meaning, changedAt} */
  #buttons = new Map();
  #timers = new Set();

  /**
   * @param {{addController: Function, requestUpdate: Function}} host
   * @param {() => number} now in ms
   */
  constructor(host, now = () => performance.now()) {
    this.#host = host;
    this.#now = now;
    host.addController(this);
  }

  hostDisconnected() {
    this.#timers.forEach(clearTimeout);
    this.#timers.clear();
  }

  /** Sets what a button means now; the first meaning is no change. */
  setMeaning(name, meaning) {
    const known = this.#buttons.get(name);
    if (known?.meaning === meaning) return;
    this.#buttons.set(name, { meaning, changedAt: known ? this.#now() : -Infinity });
    if (!known) return;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.#host.requestUpdate();
    }, SETTLE_MS + 10);
    this.#timers.add(timer);
  }

  isSettling(name) {
    return this.#now() - (this.#buttons.get(name)?.changedAt ?? -Infinity) < SETTLE_MS;
  }
}
