/**
 * Controls the stage, that is, what the big screens of the room show. Requests are sent one after the other; of those that wait, only the
 * latest is sent. With `follows` the stage follows what this presenter selects or opens. If another presenter was faster, the stage stays
 * as it is, and this presenter is told.
 *
 * Uses no DOM. Fires `change`.
 */
import { t } from '../i18n/index.js';
import { readStored, writeStored } from '../hub/local-storage.js';

const STORAGE_KEY = 'votehub.screen-follows';

export class StageControl extends EventTarget {
  /** Whether the stage follows what this presenter selects */
  follows = readStored(STORAGE_KEY) !== 'off';

  #put;
  #store;
  #onError;
  #wanted = null;
  #sending = false;

  /**
   * @param {object} options
   * @param {(change: object) => Promise<object>} options.put sets the stage at the hub, with the last known `rev`; resolves to the new stage
   * @param {object} options.store the mirror of the room
   * @param {(error: Error|string) => void} options.onError reports an error
   */
  constructor({ put, store, onError }) {
    super();
    this.#put = put;
    this.#store = store;
    this.#onError = onError;
  }

  /** The presenter has selected or opened a poll. A draft is never shown to others and leaves the stage as it is. */
  pollSelected(poll) {
    if (this.follows && poll && poll.state !== 'draft') this.show({ poll: poll.id });
  }

  /** Whether the stage is to follow the selection from now on, beginning with this poll. */
  setFollows(follows, poll) {
    this.follows = follows;
    writeStored(STORAGE_KEY, follows ? null : 'off');
    this.pollSelected(poll);
    this.dispatchEvent(new Event('change'));
  }

  /** Shows {poll: ID}, {lobby: true} or {blank: true}; with {follow: true} the newest poll, and no longer what this presenter selects. */
  async show(stage) {
    if (stage.follow && this.follows) this.setFollows(false);
    this.#wanted = stage;
    if (this.#sending) return;
    this.#sending = true;
    while (this.#wanted) {
      const next = this.#wanted;
      this.#wanted = null;
      await this.#send(next);
    }
    this.#sending = false;
  }

  async #send(wanted) {
    const { stage } = this.#store.room;
    if (stage && Object.entries(wanted).every(([name, value]) => stage[name] === value)) return;
    try {
      this.#store.applyRoom({ stage: await this.#put({ ...wanted, rev: stage?.rev ?? 0 }) });
    } catch (error) {
      this.#wanted = null;
      if (error.code === 'conflict') this.#store.applyRoom({ stage: error.current });
      this.#onError(error.code === 'conflict' ? t('remote.taken') : error);
    }
  }
}
