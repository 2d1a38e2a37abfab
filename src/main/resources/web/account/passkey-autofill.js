/** Offers the passkeys of this browser among the suggestions of a field with `autocomplete="… webauthn"`, until one is chosen or the form goes away. */
import { offerPasskeys } from '../hub/account-api.js';

/** The hub's challenges are valid for 5 minutes. */
const RENEW_MS = 4 * 60_000;

export class PasskeyAutofill {
  #chosen;
  #offer = null;
  #ended = Promise.resolve();

  /** @param chosen gets the credential for the hub */
  constructor(host, chosen) {
    this.#chosen = chosen;
    host.addController(this);
  }

  hostDisconnected() {
    this.stop();
  }

  start() {
    this.stop();
    this.#offer = new AbortController();
    this.#ended = this.#run(this.#offer.signal);
  }

  /** Resolves once another passkey may be asked for: browsers refuse two requests at a time. */
  stop() {
    this.#offer?.abort();
    return this.#ended;
  }

  async #run(signal) {
    const renewal = setTimeout(() => this.#renew(signal), RENEW_MS);
    try {
      const credential = await offerPasskeys(signal);
      if (!signal.aborted) this.#chosen(credential);
    } catch {
      // Without a challenge, or where the browser gives up, the form and its button serve as well.
    } finally {
      clearTimeout(renewal);
    }
  }

  /** A page that nobody sees waits with it. */
  #renew(signal) {
    if (!document.hidden) return this.start();
    document.addEventListener('visibilitychange', () => this.start(), { once: true, signal });
    return undefined;
  }
}
