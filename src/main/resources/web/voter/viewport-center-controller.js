/** A reactive controller that tells whether its host lies across the middle of the window, and renders the host when that changes. */
export class ViewportCenterController {
  isCentered = false;
  #host;
  #observer = new IntersectionObserver(
    (entries) => {
      this.isCentered = entries.at(-1).isIntersecting;
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
