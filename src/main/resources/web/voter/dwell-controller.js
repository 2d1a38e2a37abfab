/** There lies the word on the vote. */
const FOOT_PX = 88;

/** Tells an element whether a part of it has been in sight; it is drawn anew when that comes true. What nobody stays at is not loaded. */
export class InSight {
  seen = false;
  #host;
  #selector;
  #stayMs;
  #watched = null;
  #timer;
  /** How long it is waited for, while it is in sight. */
  #waitMs = null;
  #observer = new IntersectionObserver((entries) => this.#wait(entries.at(-1).isIntersecting ? this.#stayMs() : null), {
    rootMargin: `0px 0px -${FOOT_PX}px`,
  });

  /** @param {() => number} stayMs how long it must stay in sight */
  constructor(host, selector, stayMs) {
    this.#host = host;
    this.#selector = selector;
    this.#stayMs = stayMs;
    host.addController(this);
  }

  /** A list that changes its order takes an element out and puts it in again. */
  hostConnected() {
    this.#host.requestUpdate();
  }

  hostUpdated() {
    if (this.#waitMs !== null && this.#waitMs !== this.#stayMs()) this.#wait(this.#stayMs());
    const part = this.#host.renderRoot.querySelector(this.#selector);
    if (this.seen || part === this.#watched) return;
    this.#observer.disconnect();
    this.#watched = part;
    if (part) this.#observer.observe(part);
  }

  hostDisconnected() {
    this.#wait(null);
    this.#observer.disconnect();
    this.#watched = null;
  }

  #wait(ms) {
    clearTimeout(this.#timer);
    this.#waitMs = ms;
    if (ms !== null) this.#timer = setTimeout(() => this.#see(), ms);
  }

  #see() {
    this.seen = true;
    this.#waitMs = null;
    this.#observer.disconnect();
    this.#host.requestUpdate();
  }
}
