/**
 * A moderator's session in a room: the key in use, the store that mirrors the room, and the actions on it. The key comes from the page's
 * address, or from storage; a presenter's key that this browser has serves, too. Fires `change`, also for its store and its actions.
 *
 * Uses no DOM: the hub's URL, and what wakes the connection, are passed in.
 */
import { PresenterApi, readKey } from '../hub/api.js';
import '../i18n/problem.js';
import { t } from '../i18n/index.js';
import { PresenterActions } from './presenter-actions.js';
import { moderatorKey, presenterKey } from './presenter-key.js';
import { readStored, writeStored } from '../hub/local-storage.js';
import { RoomStore } from '../hub/room-store.js';

const ROLES = ['moderator', 'presenter'];

export class ModeratorSession extends EventTarget {
  /** The key in use, or null: then there are neither store nor actions */
  token = null;
  /** Why the last key was not accepted, as text */
  keyError = '';
  /** Whether a key is being checked */
  checking = false;
  /** The mirror of the room, a RoomStore */
  store;
  /** The actions on the room, a PresenterActions */
  actions;

  #code;
  #url;
  #wake;
  #stopWaking;

  /** @param {object} options as for PresenterSession */
  constructor({ code, url, wake }) {
    super();
    this.#code = code;
    this.#url = url;
    this.#wake = wake;
  }

  /** Uses the key from the page's address, or else the stored one. */
  start(keyFromLink) {
    if (keyFromLink) return this.tryKey(keyFromLink);
    const key = readStored(moderatorKey(this.#code)) ?? readStored(presenterKey(this.#code));
    if (key) this.#use(key);
    return undefined;
  }

  /** Checks a key, and stores and uses it if it may moderate. */
  async tryKey(key) {
    this.checking = true;
    this.#notifyChange();
    try {
      const { role } = await readKey(this.#code, key);
      if (ROLES.includes(role)) {
        writeStored(moderatorKey(this.#code), key);
        this.#use(key);
      } else {
        this.keyError = t('moderate.wrong');
      }
    } catch ({ code }) {
      this.keyError = t(code === 'bad-token' || code === 'forbidden' ? 'problem.bad-token' : 'problem.offline');
    }
    this.checking = false;
    this.#notifyChange();
  }

  stop() {
    this.#stopWaking?.();
    this.store?.stop();
  }

  #use(token) {
    this.stop();
    this.token = token;
    this.keyError = '';
    this.store = new RoomStore({ code: this.#code, url: this.#url, presenterToken: token });
    this.actions = new PresenterActions(new PresenterApi(this.#code, token), this.store);
    this.actions.addEventListener('change', () => this.#notifyChange());
    this.store.addEventListener('change', () => {
      this.#checkKey();
      this.#notifyChange();
    });
    this.store.start();
    this.#stopWaking = this.#wake(this.store.connection);
    this.#notifyChange();
  }

  #checkKey() {
    const { status, reason, role } = this.store;
    const refused = status === 'gone' && ['bad-token', 'forbidden', 'revoked'].includes(reason);
    if (!refused && !(status === 'live' && !ROLES.includes(role))) return;
    this.stop();
    writeStored(moderatorKey(this.#code), null);
    this.token = null;
    this.keyError = t(reason === 'revoked' || reason === 'bad-token' ? 'moderate.revoked' : 'problem.bad-token');
  }

  #notifyChange() {
    this.dispatchEvent(new Event('change'));
  }
}
