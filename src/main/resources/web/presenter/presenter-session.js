/**
 * A presenter's session in a room: the presenter key in use, the store that mirrors the room, and the actions on it. Keys come from storage,
 * from a link or from the presenter; a key that the hub refuses is replaced by the next valid one. Fires `change`, also for its store and
 * its actions.
 *
 * Uses no DOM: the hub's URL, and what wakes the connection, are passed in.
 */
import { PresenterApi, checkKey, readKey } from '../hub/api.js';
import '../i18n/problem.js';
import { t } from '../i18n/index.js';
import { KeyRing } from './key-ring.js';
import { PresenterActions } from './presenter-actions.js';
import { forgetRooms, rememberRoom } from './own-rooms-storage.js';
import { isPersistent, readStored, writeStored } from '../hub/local-storage.js';
import { presenterKey, viewerKey } from './presenter-key.js';
import { StageControl } from './stage-control.js';
import { RoomStore } from '../hub/room-store.js';

/** The hub's reasons for refusing a key. */
const REFUSALS = ['bad-token', 'forbidden', 'revoked'];

/** The roles that see results but do not lead. */
const VIEWERS = ['viewer', 'moderator'];

export class PresenterSession extends EventTarget {
  /** The key in use, or null: then there are neither store nor actions */
  token = null;
  /** A key that shows the results but does not lead the room, or null; used while no other is */
  viewerToken = null;
  /** Why the last key was not accepted, as text */
  keyError = '';
  /** A valid key from a link while another one is in use, or null */
  offered = null;
  /** Whether a key is being checked */
  checking = false;
  /** The mirror of the room, a RoomStore */
  store;
  /** The actions on the room, a PresenterActions */
  actions;
  /** The calls to the hub, a PresenterApi */
  api;
  /** Whether the key is the owner's, as far as is known; another may neither delete the room nor give keys */
  owner = true;
  /** The control of the room's big screens, a StageControl */
  stageControl;

  #code;
  #url;
  #wake;
  #stopWaking;
  #keyRing;
  #title;
  #renewing = false;
  #renewalRetried = false;

  /**
   * @param {object} options
   * @param {string} options.code the room's code
   * @param {string} options.url the hub's WebSocket
   * @param {(connection: object) => () => void} options.wake wakes the connection when needed; returns a function that stops it
   */
  constructor({ code, url, wake }) {
    super();
    this.#code = code;
    this.#url = url;
    this.#wake = wake;
    this.#keyRing = new KeyRing(code, (key) => checkKey(code, key));
  }

  /** Uses the stored key, and checks one that came in the page's address. */
  start(keyFromLink) {
    this.#useKey(this.#keyRing.current);
    if (!this.token) this.viewerToken = readStored(viewerKey(this.#code));
    if (keyFromLink) this.tryKey(keyFromLink);
  }

  /** Whether the key is stored beyond the life of the page. */
  get isKeyPersistent() {
    return isPersistent(presenterKey(this.#code));
  }

  stop() {
    this.#stopWaking?.();
    this.store?.stop();
  }

  /** Checks a key from the presenter or a link, and uses it if it is valid and replaces no valid one. */
  async tryKey(key) {
    this.#setChecking(true);
    const verdict = await this.#keyRing.offer(key);
    this.#setChecking(false);
    if (verdict === 'taken' || (!this.token && verdict === 'same')) this.#useKey(key);
    else if (!this.token && verdict === 'ask') this.#switchKey(key);
    else if (verdict === 'ask') this.offered = key;
    else if (!this.token && verdict === 'viewer') this.#useViewerKey(key);
    else if (this.token && verdict !== 'same') this.actions.notify(t(`key.link-${verdict}`));
    else this.keyError = t(verdict === 'bad' ? 'problem.bad-token' : 'problem.offline');
    this.#notifyChange();
  }

  /** The hub refuses the key that shows the results. */
  viewerRefused(reason) {
    this.viewerToken = null;
    writeStored(viewerKey(this.#code), null);
    this.keyError = t(reason === 'revoked' ? 'moderate.revoked' : 'problem.bad-token');
    this.#notifyChange();
  }

  /** Accepts the offered key, or keeps the one in use. */
  answerOffer(accept) {
    const key = this.offered;
    this.offered = null;
    if (accept) this.#switchKey(key);
    this.#notifyChange();
  }

  /** Requests a new key, which revokes all earlier ones, and uses it. */
  async renewKey() {
    this.#renewing = true;
    const key = await this.actions.renewKey(this.#keyRing.renewalId());
    this.#renewing = false;
    if (!key) {
      if (this.store.reason === 'revoked') this.actions.notify(t('key.lost'));
      return this.#checkKey();
    }
    this.#keyRing.replaceAll(key);
    this.#renewalRetried = false;
    this.#useKey(key);
    this.actions.notify(t('key.renewed'));
  }

  /** Deletes the room; the hub then closes the connection, and this browser forgets the room. */
  async deleteRoom() {
    if (await this.actions.deleteRoom()) forgetRooms([this.#code]);
  }

  #switchKey(key) {
    this.#keyRing.use(key);
    this.#useKey(key);
  }

  #useViewerKey(key) {
    this.viewerToken = key;
    this.keyError = '';
    writeStored(viewerKey(this.#code), key);
  }

  #useKey(token) {
    this.stop();
    this.token = token;
    if (token) this.#open(token);
    this.#notifyChange();
  }

  #open(token) {
    this.keyError = '';
    this.store = new RoomStore({ code: this.#code, url: this.#url, presenterToken: token });
    this.api = new PresenterApi(this.#code, token);
    this.#readOwner(token);
    this.actions = new PresenterActions(this.api, this.store);
    this.stageControl = new StageControl({ put: (stage) => this.api.putStage(stage), store: this.store, onError: (error) => this.actions.notifyError(error) });
    for (const part of [this.actions, this.stageControl]) part.addEventListener('change', () => this.#notifyChange());
    this.store.addEventListener('change', () => {
      this.#checkKey();
      this.#notifyChange();
    });
    this.store.start();
    this.#stopWaking = this.#wake(this.store.connection);
  }

  async #readOwner(token) {
    this.owner = true;
    try {
      const { owner } = await readKey(this.#code, token);
      if (token === this.token) this.owner = owner;
    } catch {
      // What only owners may do is refused by the hub, too.
    }
    this.#notifyChange();
  }

  /** Stops using a key that the hub refuses. It stays stored, because the refusal may be a temporary fault. */
  #checkKey() {
    const { status, reason, role, room } = this.store;
    // While the key is being replaced, its refusal is expected.
    const refused = status === 'gone' && REFUSALS.includes(reason);
    if (this.#renewing && refused) return;
    if (refused && this.#keyRing.isRenewing && !this.#renewalRetried) {
      // It may have been replaced by the call whose response was lost.
      this.#renewalRetried = true;
      this.renewKey();
    } else if (refused || (status === 'live' && role !== 'presenter')) {
      this.store.stop();
      this.keyError = reason === 'revoked' ? t('key.revoked') : t('problem.bad-token');
      // Who leads no longer may still see the results.
      if (!refused && VIEWERS.includes(role)) this.#useViewerKey(this.token);
      this.token = null;
      this.#keyRing.useNextGood().then((key) => key && !this.token && this.#useKey(key));
    } else if (status === 'live' && room.title !== this.#title) {
      this.#title = room.title;
      rememberRoom({ code: this.#code, title: room.title, token: this.token });
    }
  }

  #setChecking(checking) {
    this.checking = checking;
    this.#notifyChange();
  }

  #notifyChange() {
    this.dispatchEvent(new Event('change'));
  }
}
