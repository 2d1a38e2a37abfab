/** Tells an element whether a part of it has been in sight; it is drawn anew when that comes true. What nobody scrolls to is not loaded. */
export class InSight {
  seen = false;
  #host;
  #selector;
  #watched = null;
  #observer = new IntersectionObserver((entries) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
    this.seen = true;
    this.#observer.disconnect();
    this.#host.requestUpdate();
  });

  constructor(host, selector) {
    this.#host = host;
    this.#selector = selector;
    host.addController(this);
  }

  /** A list that changes its order takes an element out and puts it in again. */
  hostConnected() {
    this.#host.requestUpdate();
  }

  hostUpdated() {
    const part = this.#host.renderRoot.querySelector(this.#selector);
    if (this.seen || part === this.#watched) return;
    this.#observer.disconnect();
    this.#watched = part;
    if (part) this.#observer.observe(part);
  }

  hostDisconnected() {
    this.#observer.disconnect();
    this.#watched = null;
  }
}
