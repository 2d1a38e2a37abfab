/**
 * The page's one polite live region. It speaks at most every 5 s: of all that was said meanwhile, the last of each topic is read.
 * `say(topic, words)` from outside; the same words twice are said once.
 */
import { LitElement, html } from 'lit';
import { t } from '../i18n/index.js';
import { shared } from './shared-styles.js';

const SPEAK_EVERY_MS = 5_000;

class VhLiveRegion extends LitElement {
  static properties = { words: { state: true } };
  static styles = shared;

  #waiting = new Map();
  #said = new Map();
  #quietUntil = 0;
  #timer = null;

  constructor() {
    super();
    this.words = '';
  }

  /** Queues words for being read out. */
  say(topic, words) {
    if (!words || this.#said.get(topic) === words) {
      this.#waiting.delete(topic);
      return;
    }
    this.#waiting.set(topic, words);
    if (this.#timer === null) this.#timer = setTimeout(() => this.#speak(), Math.max(60, this.#quietUntil - performance.now()));
  }

  /** Says that the connection went, and, only after that, that it is back. */
  sayConnection(status) {
    if (status === 'reconnecting') this.say('connection', t('reconnecting'));
    else if (status === 'live' && this.#said.has('connection')) this.say('connection', t('connection.live'));
  }

  #speak() {
    this.#timer = null;
    if (!this.#waiting.size) return;
    this.words = [...this.#waiting.values()].join(' ');
    for (const [topic, words] of this.#waiting) this.#said.set(topic, words);
    this.#waiting.clear();
    this.#quietUntil = performance.now() + SPEAK_EVERY_MS;
  }

  render() {
    return html`<div class="unseen" role="status" aria-live="polite" data-testid="live-region">${this.words}</div>`;
  }
}

customElements.define('vh-live-region', VhLiveRegion);
