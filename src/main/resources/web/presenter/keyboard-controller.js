/**
 * A reactive controller for the keyboard shortcuts of the presenter's page. It translates keys into actions; what they do is the page's.
 * Shortcuts can be switched off, which is stored.
 *
 * A press that comes while the hub has not answered the call before it waits its turn, one at most, and then does what its key does to the
 * poll as it has become. It does not wait if it asks for what is under way already, nor if it follows the press before so fast that it
 * cannot be meant, and it is dropped if that call fails or if the page shows another poll by then.
 */
import { readStored, writeStored } from '../hub/local-storage.js';
import { actionForKey, actionOnPoll, pollKey } from './keyboard-shortcuts.js';

/** Nobody answers what they see as fast: the second of two such presses is a bounce of the key. */
const BOUNCE_MS = 250;

const STORAGE_KEY = 'votehub.keys';

export class KeyboardController {
  enabled = readStored(STORAGE_KEY) !== 'off';
  #host;
  #options;
  #clicked = false;
  #spaceHandled = false;
  /** The last press that the poll got: {key, at} */
  #last = null;
  /** The press that waits: {key, poll, failures} */
  #waiting = null;
  #now;

  /**
   * @param {object} options
   * @param {() => boolean} options.isBlocked whether keys are to be ignored now
   * @param {() => ?object} options.poll the poll that keys act on
   * @param {(poll: object) => ?string} options.underWay the action on the poll, as the API calls it, that the hub has not answered yet
   * @param {(poll: object, action: object) => ?string} options.callOf the action that the API would be called for
   * @param {() => number} options.failures how many calls have failed so far
   * @param {(action: object) => boolean} options.perform performs an action of `actionForKey`; returns whether it was applicable
   * @param {() => number} now in ms
   */
  constructor(host, options, now = () => performance.now()) {
    this.#now = now;
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostConnected() {
    document.addEventListener('keydown', this.#onKeyDown);
    document.addEventListener('keyup', this.#onKeyUp);
    document.addEventListener('pointerdown', this.#onPointerDown);
  }

  hostDisconnected() {
    this.#waiting = null;
    document.removeEventListener('keydown', this.#onKeyDown);
    document.removeEventListener('keyup', this.#onKeyUp);
    document.removeEventListener('pointerdown', this.#onPointerDown);
  }

  enable(enabled) {
    this.enabled = enabled;
    writeStored(STORAGE_KEY, enabled ? null : 'off');
    this.#host.requestUpdate();
  }

  #onKeyDown = (event) => {
    this.#spaceHandled = false;
    if (event.key === 'Tab') this.#clicked = false;
    if (this.#options.isBlocked()) return;
    const poll = this.#options.poll();
    const key = poll && pollKey(event, this.#clicked, this.enabled);
    if (key && this.#options.underWay(poll)) {
      this.#wait(key, poll);
    } else {
      const action = actionForKey(event, poll, this.#clicked, this.enabled);
      if (!action || !this.#options.perform(action)) return;
      if (key) this.#last = { key, at: this.#now() };
    }
    event.preventDefault();
    // The big screen, when it covers this page, has shortcuts of its own.
    event.stopPropagation();
    this.#spaceHandled = event.key === ' ';
  };

  #wait(key, poll) {
    const bounces = this.#last?.key === key && this.#now() - this.#last.at < BOUNCE_MS;
    const action = actionOnPoll(key, poll);
    const repeats = action && this.#options.callOf(poll, action) === this.#options.underWay(poll);
    this.#last = { key, at: this.#now() };
    if (bounces || repeats) return;
    this.#waiting ??= { key, poll: poll.id, failures: this.#options.failures() };
  }

  /** The call has been answered: it is the turn of the press that waits. */
  hostUpdated() {
    if (!this.#waiting) return;
    const { key, poll: id, failures } = this.#waiting;
    const { isBlocked, poll: pollOf, underWay, failures: failuresNow, perform } = this.#options;
    const poll = isBlocked() ? null : pollOf();
    const dropped = poll?.id !== id || failures !== failuresNow();
    if (!dropped && underWay(poll)) return;
    this.#waiting = null;
    const action = dropped ? null : actionOnPoll(key, poll);
    if (action) perform(action);
  }

  /** Some browsers click a button on keyup of Space, even if the keydown was prevented. */
  #onKeyUp = (event) => {
    if (event.key === ' ' && this.#spaceHandled) event.preventDefault();
  };

  /** Remembered because `:focus-visible` matches as soon as any key is pressed, however the focus was set. */
  #onPointerDown = () => {
    this.#clicked = true;
  };
}
