/** Draws an element anew when a media query begins or ceases to hold; `matches` says whether it does. */
export class Media {
  #host;
  #query;

  /** @param {string} query such as '(max-width: 45rem)' */
  constructor(host, query) {
    this.#host = host;
    this.#query = matchMedia(query);
    host.addController(this);
  }

  get matches() {
    return this.#query.matches;
  }

  hostConnected() {
    this.#query.addEventListener('change', this.#redraw);
  }

  hostDisconnected() {
    this.#query.removeEventListener('change', this.#redraw);
  }

  #redraw = () => this.#host.requestUpdate();
}
