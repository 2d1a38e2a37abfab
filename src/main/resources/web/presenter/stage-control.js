/**
 * Steers the big screens of the room: the hub is told what they are to show, one request after the other, of those that wait only the
 * newest. With `follows` they show what this presenter chooses or opens. Where another presenter was faster, nothing is taken from them:
 * the screen stays, and this one is told.
 *
 * Knows no DOM. Fires `change`.
 */
import { t } from '../i18n/index.js';
import { readStored, writeStored } from '../hub/local-storage.js';

const FOLLOWS = 'votehub.screen-follows';

export class Steering extends EventTarget {
  /** Whether the screens follow what this presenter chooses */
  follows = readStored(FOLLOWS) !== 'off';

  #put;
  #store;
  #say;
  #wanted = null;
  #sending = false;

  /**
   * @param {object} wiring
   * @param {(change: object) => Promise<object>} wiring.put asks the hub for a stage, with the `rev` that is known here; answers the stage
   * @param {object} wiring.store the mirror of the room
   * @param {(fault: Error|string) => void} wiring.say says what went wrong
   */
  constructor({ put, store, say }) {
    super();
    this.#put = put;
    this.#store = store;
    this.#say = say;
  }

  /** The presenter looks at this poll now, or has opened it. A draft is for nobody else, and leaves the screens as they are. */
  lead(poll) {
    if (this.follows && poll && poll.state !== 'draft') this.show({ poll: poll.id });
  }

  /** Follows from now on, beginning with this poll, or leaves the screens alone. */
  follow(on, poll) {
    this.follows = on;
    writeStored(FOLLOWS, on ? null : 'off');
    this.lead(poll);
    this.dispatchEvent(new Event('change'));
  }

  /** Shows {poll: ID}, {lobby: true}, {blank: true} or, with {follow: true}, what the hub finds newest, and no more what this presenter chooses. */
  async show(what) {
    if (what.follow && this.follows) this.follow(false);
    this.#wanted = what;
    if (this.#sending) return;
    this.#sending = true;
    while (this.#wanted) {
      const next = this.#wanted;
      this.#wanted = null;
      await this.#send(next);
    }
    this.#sending = false;
  }

  async #send(what) {
    const { stage } = this.#store.room;
    if (stage && Object.entries(what).every(([name, value]) => stage[name] === value)) return;
    try {
      this.#store.applyRoom({ stage: await this.#put({ ...what, rev: stage?.rev ?? 0 }) });
    } catch (fault) {
      this.#wanted = null;
      if (fault.code === 'conflict') this.#store.applyRoom({ stage: fault.current });
      this.#say(fault.code === 'conflict' ? t('remote.taken') : fault);
    }
  }
}
