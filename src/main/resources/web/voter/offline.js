/**
 * The voter's page without a network. Loaded once the page has settled, or as soon as the hub does not answer.
 */
import { keepLoadedFiles, registerWorker } from '../hub/service-worker.js';

class Offline {
  #store;
  #registered = false;

  /** @param {RoomStore} store */
  constructor(store) {
    this.#store = store;
    store.addEventListener('change', () => this.#changed());
    this.#changed();
  }

  #changed() {
    if (!this.#store.fresh || this.#registered) return;
    this.#registered = true;
    registerWorker().then((registration) => registration && keepLoadedFiles(registration));
  }
}

export const begin = ({ store }) => new Offline(store);
