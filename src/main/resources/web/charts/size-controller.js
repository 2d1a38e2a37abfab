/** A reactive controller that measures its host: `size` is {width, height} in px, null before the first measurement. Renders the host when it changes. */
export class SizeController {
  size = null;
  #host;
  #observer = null;

  constructor(host) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected() {
    this.#observer = new ResizeObserver(([{ contentRect }]) => {
      const { width, height } = contentRect;
      if (this.size && Math.abs(this.size.width - width) < 1 && Math.abs(this.size.height - height) < 1) return;
      this.size = { width, height };
      this.#host.requestUpdate();
    });
    this.#observer.observe(this.#host);
  }

  hostDisconnected() {
    this.#observer.disconnect();
  }
}
