/**
 * The voter's page without a network. Loaded once the page has settled, or as soon as the hub does not answer. It keeps the page and what
 * the room had, shows that again where the hub cannot be reached, and says that the device is offline.
 */
import { loadTexts } from '../i18n/index.js';
import { keepLoadedFiles, registerWorker } from '../hub/service-worker.js';
import { RoomSnapshots } from './room-snapshots.js';
import { UnsentVotes } from './unsent-votes.js';

await loadTexts('offline');

/** So that a series of changes is stored once. */
const STORE_AFTER_MS = 500;

class Offline {
  #host;
  #store;
  #snapshots = new RoomSnapshots();
  #unsent;
  #polls;
  /** When what the page shows was last known to be current */
  #freshAt = null;
  #timer = null;
  #registered = false;

  /** @param {LitElement} host the page, with its `store` */
  constructor(host) {
    this.#host = host;
    this.#store = host.store;
    this.#unsent = new UnsentVotes(this.#store);
    // Of an earlier visit.
    if (navigator.serviceWorker?.controller) this.#unsent.start();
    this.#store.addEventListener('change', this.#changed);
    for (const name of ['online', 'offline']) addEventListener(name, () => host.requestUpdate());
    // Phones discard pages in the background, often without a further event.
    document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && this.#leave());
    addEventListener('pagehide', () => this.#leave());
    this.#changed();
  }

  /** What the page says of it, as the key of a text; null while the device is not offline. */
  get text() {
    if (navigator.onLine) return null;
    if (this.#store.status === 'loading') return 'offline.loading';
    return this.#unsent.areSentLater ? 'offline.kept' : 'offline';
  }

  #changed = () => {
    const { status, fresh, room, connection, polls } = this.#store;
    if (status === 'gone') {
      this.#snapshots.remove(room.code);
      this.#unsent.clear();
      return;
    }
    if (fresh) this.#freshAt = Date.now();
    if (fresh && !this.#registered) this.#keepPage();
    // The first paint of the hub is newer than what this device knows.
    if (status === 'loading' && connection.state === 'waiting' && !connection.challenge && !connection.refusal && !this.#host.hasAttribute('painted')) this.#restore();
    if (fresh && polls !== this.#polls) {
      this.#polls = polls;
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#keepRoom(), STORE_AFTER_MS);
    }
    this.#unsent.update();
  };

  async #keepPage() {
    this.#registered = true;
    const registration = await registerWorker();
    if (!registration) return;
    this.#unsent.start();
    keepLoadedFiles(registration);
  }

  #restore() {
    if (this.#snapshots.restore(this.#store)) this.#store.dispatchEvent(new Event('change'));
  }

  #keepRoom() {
    clearTimeout(this.#timer);
    if (this.#freshAt && this.#store.status !== 'gone') this.#snapshots.save(this.#store, this.#freshAt);
  }

  #leave() {
    this.#keepRoom();
    this.#unsent.leave();
  }
}

export const begin = (host) => new Offline(host);
