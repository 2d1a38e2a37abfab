/** A reactive controller that renders its host when a media query begins or ceases to match. */
export class MediaQueryController {
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
    this.#query.addEventListener('change', this.#update);
  }

  hostDisconnected() {
    this.#query.removeEventListener('change', this.#update);
  }

  #update = () => this.#host.requestUpdate();
}
