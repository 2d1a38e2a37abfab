/**
 * A reactive controller for the keyboard shortcuts of the presenter's page. It translates keys into actions; what they do is the page's.
 * Shortcuts can be switched off, which is stored.
 */
import { readStored, writeStored } from '../hub/local-storage.js';
import { actionForKey } from './keyboard-shortcuts.js';

const STORAGE_KEY = 'votehub.keys';

export class KeyboardController {
  enabled = readStored(STORAGE_KEY) !== 'off';
  #host;
  #options;
  #clicked = false;
  #spaceHandled = false;

  /**
   * @param {object} options
   * @param {() => boolean} options.isBlocked whether keys are to be ignored now
   * @param {() => ?object} options.poll the poll that keys act on
   * @param {(action: object) => boolean} options.perform performs an action of `actionForKey`; returns whether it was applicable
   */
  constructor(host, options) {
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
    const action = actionForKey(event, this.#options.poll(), this.#clicked, this.enabled);
    if (!action || !this.#options.perform(action)) return;
    event.preventDefault();
    // The big screen, when it covers this page, has shortcuts of its own.
    event.stopPropagation();
    this.#spaceHandled = event.key === ' ';
  };

  /** Some browsers click a button on keyup of Space, even if the keydown was prevented. */
  #onKeyUp = (event) => {
    if (event.key === ' ' && this.#spaceHandled) event.preventDefault();
  };

  /** Remembered because `:focus-visible` matches as soon as any key is pressed, however the focus was set. */
  #onPointerDown = () => {
    this.#clicked = true;
  };
}
