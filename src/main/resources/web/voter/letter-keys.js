/**
 * A reactive controller for the keys of the voter's page: A to Z and 1 to 9 choose an option in the newest open poll, or in the poll that
 * has the focus. Can be switched off, which is stored.
 */
import { readStored, writeStored } from '../hub/local-storage.js';

const STORAGE_KEY = 'votehub.letters';
const TEXT_FIELDS = 'textarea, select, input:not([type=radio], [type=checkbox], [type=range])';

/**
 * Begins to listen for as long as the page is there.
 *
 * @param {LitElement} host the page
 * @param {() => boolean} isBlocked whether keys are to be ignored now
 */
export const begin = (host, isBlocked) => new LetterKeys(host, isBlocked);

class LetterKeys {
  enabled = readStored(STORAGE_KEY) !== 'off';
  #host;
  #isBlocked;

  constructor(host, isBlocked) {
    this.#host = host;
    this.#isBlocked = isBlocked;
    host.addController(this);
  }

  hostConnected() {
    document.addEventListener('keydown', this.#onKeyDown);
  }

  hostDisconnected() {
    document.removeEventListener('keydown', this.#onKeyDown);
  }

  enable(enabled) {
    this.enabled = enabled;
    writeStored(STORAGE_KEY, enabled ? null : 'off');
    this.#host.requestUpdate();
  }

  #onKeyDown = (event) => {
    if (event.composedPath()[0].matches?.(TEXT_FIELDS)) return;
    if (!this.enabled || this.#isBlocked() || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    const index = optionIndex(event.key);
    if (index < 0) return;
    const { renderRoot } = this.#host;
    const view = renderRoot.activeElement?.closest?.('vh-poll-view') ?? renderRoot.querySelector('vh-poll-view.open');
    if (view?.chooseOption(index)) event.preventDefault();
  };
}

/** The index of the option that a key chooses, or -1. */
function optionIndex(key) {
  if (/^[a-z]$/i.test(key)) return key.toLowerCase().charCodeAt(0) - 97;
  return /^[1-9]$/.test(key) ? key - 1 : -1;
}
