/** Tells an element whether it is what one looks at: whether it lies across the middle of the window. It is drawn anew when that changes. */
export class InView {
  now = false;
  #host;
  #observer = new IntersectionObserver(
    (entries) => {
      this.now = entries.at(-1).isIntersecting;
      this.#host.requestUpdate();
    },
    { rootMargin: '-50% 0px -49% 0px' },
  );

  constructor(host) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected() {
    this.#observer.observe(this.#host);
  }

  hostDisconnected() {
    this.#observer.disconnect();
  }
}
