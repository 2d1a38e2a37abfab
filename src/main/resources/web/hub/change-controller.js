/**
 * A reactive controller that renders its host again whenever an event target, such as a store, fires `change`. Lit batches updates, so a
 * burst of messages costs one render.
 */
export class ChangeController {
  #host;
  #target;

  constructor(host, target) {
    this.#host = host;
    this.#target = target;
    host.addController(this);
  }

  hostConnected() {
    this.#target.addEventListener('change', this.#update);
  }

  hostDisconnected() {
    this.#target.removeEventListener('change', this.#update);
  }

  #update = () => this.#host.requestUpdate();
}
