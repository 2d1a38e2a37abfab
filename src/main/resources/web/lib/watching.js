/** Redraws a component whenever the store changes. Lit gathers changes, so a burst of messages costs one render. */
export class Watching {
  constructor(host, store) {
    this.host = host;
    this.store = store;
    host.addController(this);
  }

  hostConnected() {
    this.store.addEventListener('change', this.#redraw);
  }

  hostDisconnected() {
    this.store.removeEventListener('change', this.#redraw);
  }

  #redraw = () => this.host.requestUpdate();
}
