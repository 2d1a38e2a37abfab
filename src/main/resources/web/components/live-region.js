/**
 * The page's polite live region. It is updated at most every 5 s: of everything that was announced meanwhile, the last text of each topic is
 * read. `say(topic, text)` announces a text; the same text of a topic is not repeated.
 */
import { LitElement, html } from 'lit';
import { t } from '../i18n/index.js';
import { shared } from './shared-styles.js';

const INTERVAL_MS = 5_000;

class VhLiveRegion extends LitElement {
  static properties = { text: { state: true } };
  static styles = shared;

  #queued = new Map();
  #spoken = new Map();
  #silentUntil = 0;
  #timer = null;

  constructor() {
    super();
    this.text = '';
  }

  /** Queues a text to be read out. */
  say(topic, text) {
    if (!text || this.#spoken.get(topic) === text) {
      this.#queued.delete(topic);
      return;
    }
    this.#queued.set(topic, text);
    if (this.#timer === null) this.#timer = setTimeout(() => this.#speak(), Math.max(60, this.#silentUntil - performance.now()));
  }

  /** Announces that the connection is lost, and, only after that, that it is restored. */
  sayConnection(status) {
    if (status === 'reconnecting') this.say('connection', t('reconnecting'));
    else if (status === 'live' && this.#spoken.has('connection')) this.say('connection', t('connection.live'));
  }

  #speak() {
    this.#timer = null;
    if (!this.#queued.size) return;
    this.text = [...this.#queued.values()].join(' ');
    for (const [topic, text] of this.#queued) this.#spoken.set(topic, text);
    this.#queued.clear();
    this.#silentUntil = performance.now() + INTERVAL_MS;
  }

  render() {
    return html`<div class="unseen" role="status" aria-live="polite" data-testid="live-region">${this.text}</div>`;
  }
}

customElements.define('vh-live-region', VhLiveRegion);
