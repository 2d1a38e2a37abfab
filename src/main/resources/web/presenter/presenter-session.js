/**
 * Which key leads a room in this browser, and what is led with it: the mirror of the room and the deeds. Keys come from storage, from a
 * link or from a person; one that the hub refuses gives way to the next one that is good. Fires `change`, also for its store and its
 * deeds.
 *
 * Knows no DOM: the address of the hub, and what wakes the connection, are given.
 */
import { PresenterApi, checkKey } from '../hub/api.js';
import { t } from '../i18n/index.js';
import { KeyRing } from './key-ring.js';
import { Leading } from './presenter-actions.js';
import { forgetRooms, rememberRoom } from './own-rooms-storage.js';
import { isPersistent } from '../hub/local-storage.js';
import { presenterKey } from './presenter-key.js';
import { Steering } from './stage-control.js';
import { RoomStore } from '../hub/room-store.js';

/** What a hub says of a key that leads nothing. */
const REFUSALS = ['bad-token', 'forbidden', 'revoked'];

export class PresenterSession extends EventTarget {
  /** The key that leads, or null: then there is neither store nor leading */
  token = null;
  /** Why the last key was not taken, in words */
  keyError = '';
  /** A good key that a link brought while another one leads, or null */
  offered = null;
  /** Whether a key is being looked at */
  checking = false;
  /** The mirror of the room: a RoomStore */
  store;
  /** What can be done to the room: a Leading */
  leading;
  /** What the big screens of the room show: a Steering */
  steering;

  #code;
  #url;
  #wake;
  #unwake;
  #ring;
  #title;
  #renewing = false;
  #askedAgain = false;

  /**
   * @param {object} options
   * @param {string} options.code the room's code
   * @param {string} options.url the hub's WebSocket
   * @param {(hub: object) => () => void} options.wake lets the connection be woken; answers how to let go of it
   */
  constructor({ code, url, wake }) {
    super();
    this.#code = code;
    this.#url = url;
    this.#wake = wake;
    this.#ring = new KeyRing(code, (key) => checkKey(code, key));
  }

  /** Leads with the key that this browser has, and looks at one that came with the address. */
  start(given) {
    this.#lead(this.#ring.current);
    if (given) this.consider(given);
  }

  /** Whether the browser keeps the key when the page is closed. */
  get outlastsPage() {
    return isPersistent(presenterKey(this.#code));
  }

  stop() {
    this.#unwake?.();
    this.store?.stop();
  }

  /** A key came from a person or a link, which is no proof that it is good. */
  async consider(key) {
    this.#checks(true);
    const verdict = await this.#ring.offer(key);
    this.#checks(false);
    if (verdict === 'taken' || (!this.token && verdict === 'same')) this.#lead(key);
    else if (!this.token && verdict === 'ask') this.#take(key);
    else if (verdict === 'ask') this.offered = key;
    else if (this.token && verdict !== 'same') this.leading.say(t(`key.link-${verdict}`));
    else this.keyError = t(verdict === 'bad' ? 'problem.bad-token' : 'problem.offline');
    this.#changed();
  }

  /** Takes the key that was offered, or keeps the own one. */
  answerOffer(take) {
    const key = this.offered;
    this.offered = null;
    if (take) this.#take(key);
    this.#changed();
  }

  /** Has the hub make a new key, and every older one void, and leads with it. */
  async renewKey() {
    this.#renewing = true;
    const key = await this.leading.renewKey(this.#ring.renewal());
    this.#renewing = false;
    if (!key) {
      if (this.store.reason === 'revoked') this.leading.say(t('key.lost'));
      return this.#checkKey();
    }
    this.#ring.renewed(key);
    this.#askedAgain = false;
    this.#lead(key);
    this.leading.say(t('key.renewed'));
  }

  /** Deletes the room; the hub then ends the connection, and this browser forgets the room. */
  async endRoom() {
    if (await this.leading.deleteRoom()) forgetRooms([this.#code]);
  }

  #take(key) {
    this.#ring.take(key);
    this.#lead(key);
  }

  #lead(token) {
    this.stop();
    this.token = token;
    if (token) this.#begin(token);
    this.#changed();
  }

  #begin(token) {
    this.keyError = '';
    this.store = new RoomStore({ code: this.#code, url: this.#url, presenterToken: token });
    const api = new PresenterApi(this.#code, token);
    this.leading = new Leading(api, this.store);
    this.steering = new Steering({ put: (stage) => api.putStage(stage), store: this.store, say: (fault) => this.leading.fail(fault) });
    for (const part of [this.leading, this.steering]) part.addEventListener('change', () => this.#changed());
    this.store.addEventListener('change', () => {
      this.#checkKey();
      this.#changed();
    });
    this.store.start();
    this.#unwake = this.#wake(this.store.connection);
  }

  /** A key that the hub takes for no presenter's leads no more; it is kept, for what refuses it may be a fault. */
  #checkKey() {
    const { status, reason, role, room } = this.store;
    // While it is being replaced, its end is expected.
    const refused = status === 'gone' && REFUSALS.includes(reason);
    if (this.#renewing && refused) return;
    if (refused && this.#ring.isRenewing && !this.#askedAgain) {
      // Perhaps it was replaced by the call whose answer was lost.
      this.#askedAgain = true;
      this.renewKey();
    } else if (refused || (status === 'live' && role !== 'presenter')) {
      this.store.stop();
      this.keyError = reason === 'revoked' ? t('key.revoked') : t('problem.bad-token');
      this.token = null;
      this.#ring.next().then((key) => key && !this.token && this.#lead(key));
    } else if (status === 'live' && room.title !== this.#title) {
      this.#title = room.title;
      rememberRoom({ code: this.#code, title: room.title, token: this.token });
    }
  }

  #checks(checking) {
    this.checking = checking;
    this.#changed();
  }

  #changed() {
    this.dispatchEvent(new Event('change'));
  }
}
