/**
 * What a frame of the hub does for the slides around it: opens a poll when its slide comes, closes it when the slide goes. Slides are heard
 * only if they are the window around the frame, their origin is on the list, and the presenter gave the key to slides of just that origin.
 * The key is told to nobody but the hub. Uses no DOM: windows, storage and calls are passed in.
 *
 * Messages are `{votehub: 1, type, …}`. From the slides: `hello`, `enter` {poll, seconds?}, `leave` {poll}. To them: `state` {leads},
 * `done` {poll, state}, `failed` {poll, code}. Fires `change`.
 */
const VERSION = 1;
/** More than that waits only if slides run wild; the newest count. */
const MOST_WAITING = 20;

export class SlidesLink extends EventTarget {
  /** The origin of the slides, once they are heard */
  site = null;
  /** Whether the slides lead the room */
  leads = false;
  /** The last failure, an ApiError; null if the last step succeeded */
  error = null;

  #env;
  #key = null;
  #waiting = [];
  #working = false;

  /**
   * @param {object} env
   * @param {string} env.code the room's code
   * @param {string[]} env.origins whose slides may be heard
   * @param {?object} env.parent the window around this one; null if there is none
   * @param {?Storage} env.storage for the key, as long as the tab is open; null if there is none
   * @param {(key: string) => Promise<string>} env.check 'good' if the key leads the room
   * @param {(key: string) => Promise<object>} env.room reads the room
   * @param {(key: string, poll: string, action: string, body: object) => Promise<object>} env.act acts on a poll
   */
  constructor(env) {
    super();
    this.#env = env;
  }

  /** Takes a message event of the window. */
  receive({ source, origin, data }) {
    const { parent, origins } = this.#env;
    if (!parent || source !== parent || !origins.includes(origin) || data?.votehub !== VERSION) return;
    if (this.site && this.site !== origin) return;
    if (data.type === 'hello') this.#meet(origin);
    else if (this.leads && typeof data.poll === 'string' && ['enter', 'leave'].includes(data.type)) this.#queue(data);
  }

  async #meet(origin) {
    const isNew = !this.site;
    this.site = origin;
    if (isNew) {
      const { site, key } = this.#stored() ?? {};
      if (site === origin && key) await this.lead(key);
    }
    this.#tell({ type: 'state', leads: this.leads });
    this.#changed();
  }

  /** Lets the slides that were heard lead with this key; resolves to what the key is, see `checkKey`. */
  async lead(key) {
    const kind = await this.#env.check(key);
    if (kind === 'good') {
      this.#key = key;
      this.leads = true;
      this.#store({ site: this.site, key });
      this.#tell({ type: 'state', leads: true });
    } else if (kind !== 'unknown') this.#store(null);
    this.#changed();
    return kind;
  }

  /** Forgets the key; the slides lead no longer. */
  stop() {
    this.#key = null;
    this.leads = false;
    this.#waiting = [];
    this.#store(null);
    this.#tell({ type: 'state', leads: false });
    this.#changed();
  }

  #queue(step) {
    this.#waiting = [...this.#waiting, step].slice(-MOST_WAITING);
    if (!this.#working) this.#work();
  }

  /** One after the other, in the order of the slides. */
  async #work() {
    this.#working = true;
    while (this.#waiting.length && this.leads) {
      const step = this.#waiting.shift();
      try {
        const state = await this.#take(step);
        this.error = null;
        this.#tell({ type: 'done', poll: step.poll, state });
      } catch (error) {
        this.error = error;
        this.#tell({ type: 'failed', poll: step.poll, code: error.code });
        if (['bad-token', 'forbidden'].includes(error.code)) this.stop();
      }
      this.#changed();
    }
    this.#working = false;
  }

  /** A slide that comes opens a draft, and leaves alone what was closed; one that goes closes what is open. */
  async #take({ type, poll: id, seconds }) {
    const { polls } = await this.#env.room(this.#key);
    const poll = polls.find((each) => each.id === id);
    if (!poll) throw Object.assign(new Error('unknown-poll'), { code: 'unknown-poll' });
    const action = type === 'enter' && poll.state === 'draft' ? 'open' : type === 'leave' && poll.state === 'open' ? 'close' : null;
    if (!action) return poll.state;
    const body = action === 'open' && Number.isInteger(seconds) && seconds > 0 ? { seconds } : {};
    return (await this.#env.act(this.#key, id, action, body)).state;
  }

  #tell(message) {
    if (this.site) this.#env.parent?.postMessage({ votehub: VERSION, ...message }, this.site);
  }

  #stored() {
    try {
      return JSON.parse(this.#env.storage?.getItem(this.#name) ?? 'null');
    } catch {
      return null;
    }
  }

  #store(value) {
    try {
      if (value) this.#env.storage?.setItem(this.#name, JSON.stringify(value));
      else this.#env.storage?.removeItem(this.#name);
    } catch {
      // The key then lasts as long as the frame.
    }
  }

  get #name() {
    return `votehub.slides.${this.#env.code}`;
  }

  #changed() {
    this.dispatchEvent(new Event('change'));
  }
}
