/** The height of the vote's state at the foot of the window, which covers what is below it. */
const FOOT_PX = 88;

/**
 * A reactive controller that tells whether a part of its host has stayed in sight for some time, and then renders the host once more. It
 * serves to load only what the user looks at.
 */
export class DwellController {
  seen = false;
  #host;
  #selector;
  #stayMs;
  #watched = null;
  #timer;
  /** The delay of the running timer; null while the part is out of sight. */
  #waitMs = null;
  #observer = new IntersectionObserver((entries) => this.#startTimer(entries.at(-1).isIntersecting ? this.#stayMs() : null), {
    rootMargin: `0px 0px -${FOOT_PX}px`,
  });

  /** @param {() => number} stayMs for how long the part must stay in sight */
  constructor(host, selector, stayMs) {
    this.#host = host;
    this.#selector = selector;
    this.#stayMs = stayMs;
    host.addController(this);
  }

  /** A list that is reordered removes an element and inserts it again. */
  hostConnected() {
    this.#host.requestUpdate();
  }

  hostUpdated() {
    if (this.#waitMs !== null && this.#waitMs !== this.#stayMs()) this.#startTimer(this.#stayMs());
    const part = this.#host.renderRoot.querySelector(this.#selector);
    if (this.seen || part === this.#watched) return;
    this.#observer.disconnect();
    this.#watched = part;
    if (part) this.#observer.observe(part);
  }

  hostDisconnected() {
    this.#startTimer(null);
    this.#observer.disconnect();
    this.#watched = null;
  }

  #startTimer(ms) {
    clearTimeout(this.#timer);
    this.#waitMs = ms;
    if (ms !== null) this.#timer = setTimeout(() => this.#setSeen(), ms);
  }

  #setSeen() {
    this.seen = true;
    this.#waitMs = null;
    this.#observer.disconnect();
    this.#host.requestUpdate();
  }
}
