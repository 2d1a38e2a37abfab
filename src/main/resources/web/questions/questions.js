/**
 * The questions from the floor of one poll, as a page shows them: what the hub sent, with the votes of this voter applied at once, and the
 * voter's own questions. Fires `change`.
 *
 * Uses no DOM.
 */
import { call } from '../hub/api.js';
import { OwnQuestions } from './own-questions.js';
import { PUBLIC_STATES, voteOn, withVote } from './question-order.js';

/** A ballot names at most so many questions. */
export const MAX_VOTES = 100;

/** Bounds what is read at once; a poll has fewer questions. */
const MAX_PAGES = 20;

const browserEnv = () => ({
  storage: storageOrNull(),
  setTimeout: (run, ms) => setTimeout(run, ms),
  clearTimeout: (timer) => clearTimeout(timer),
  now: () => Date.now(),
  random: () => Math.random(),
  newId: () => globalThis.crypto?.randomUUID?.() ?? `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`,
});

export class Questions extends EventTarget {
  /** The question of somebody else that equals the one just asked: {entry, text}, or null */
  same = null;

  #store;
  #pollId;
  /** The voter's ballot that the counts of the tally include */
  #counted = null;
  #status;
  #asks;

  /**
   * @param {object} options
   * @param {import('../hub/room-store.js').RoomStore} options.store
   * @param {{id: string, run: number}} options.poll
   * @param {boolean} [options.asks] whether this page is a voter's; another page in the same browser must not ask in its place
   * @param {Function} [options.callApi] makes a call to the hub: see hub/api.js
   * @param {object} [options.env] storage, timers, clock and random numbers; the browser's by default
   */
  constructor({ store, poll, asks = true, callApi = call, env = {} }) {
    super();
    this.#store = store;
    this.#pollId = poll.id;
    this.callApi = callApi;
    this.#asks = asks;
    this.run = poll.run;
    this.own = new OwnQuestions({
      poll,
      send: (message) => store.connection.send(message),
      onOverdue: () => store.connection.probe(),
      onChange: () => this.#notify(),
      key: `votehub.questions.${store.room.code}`,
      env: { ...browserEnv(), ...env, ...(!asks && { storage: null }) },
    });
    this.#status = store.status;
    store.addEventListener('change', this.#storeChanged);
    store.addEventListener('message', this.#onMessage);
    store.addEventListener('refused', this.#onRefused);
    this.#countTally();
    if (store.status === 'live') this.#joined();
  }

  stop() {
    this.own.stop();
    this.#store.removeEventListener('change', this.#storeChanged);
    this.#store.removeEventListener('message', this.#onMessage);
    this.#store.removeEventListener('refused', this.#onRefused);
  }

  get poll() {
    return this.#store.polls.get(this.#pollId);
  }

  /** Whether questions can be asked and voted for. */
  get isOpen() {
    return this.poll?.state === 'open' && !this.poll.closing;
  }

  /** Votes of all on any question. */
  get voters() {
    return this.#tally?.ballots ?? 0;
  }

  /**
   * All questions that this page was sent, unsorted, each with the voter's `vote` (1, 0, -1), its `score`, and for those who lead with the
   * votes for (`up`) and against it (`down`). The score that voters are sent is never below -1.
   */
  get entries() {
    const counts = new Map((this.#tally?.result?.entries ?? []).map((each) => [each.id, each]));
    const intended = this.#ballot;
    return [...(this.#store.entries.get(this.#pollId)?.values() ?? [])].map((entry) => {
      const { up = 0, down = 0, score = 0 } = counts.get(entry.id) ?? entry;
      const vote = voteOn(intended, entry.id);
      return { ...entry, up, down, vote, score: score + vote - voteOn(this.#counted, entry.id), own: this.own.list.some((own) => own.entry === entry.id) };
    });
  }

  /** The questions that everybody sees. */
  get publicEntries() {
    return this.entries.filter(({ state }) => PUBLIC_STATES.includes(state));
  }

  /** Asks a question; returns false if the voter has asked as many as it may. */
  ask(text, name) {
    this.same = null;
    return this.own.ask(text, name, this.poll.settings?.perVoter ?? 3);
  }

  /** Takes an own question back; rejects with the hub's refusal. One that the hub does not have yet is dropped. */
  async withdraw(own) {
    if (own.entry) {
      await this.callApi('DELETE', this.#url(`/${encodeURIComponent(own.entry)}`), { token: this.#store.token });
    }
    this.own.remove(own.slot);
  }

  /** Votes for (1) or against (-1) a question, or takes the vote back (0). Returns false if the voter supports as many as it may. */
  vote(id, vote) {
    const ballot = withVote(this.#ballot, id, vote);
    if (vote && ballot.up.length + ballot.down.length > MAX_VOTES) return false;
    this.#store.vote(this.#pollId, ballot);
    return true;
  }

  /** The voter has read that the question exists already. */
  dismissSame() {
    this.same = null;
    this.#notify();
  }

  get #tally() {
    return this.#store.tallies.get(this.#pollId);
  }

  /** The voter's ballot, also while it is being sent. */
  get #ballot() {
    const { attempt, counted } = this.#store.ballots.of(this.#pollId);
    return (attempt && attempt.state !== 'refused' ? attempt : counted)?.ballot ?? null;
  }

  /** The vote is in the counts as soon as a tally of its revision has come. */
  #countTally() {
    const { counted } = this.#store.ballots.of(this.#pollId);
    if (!counted) {
      if (!this.#store.ballots.of(this.#pollId).attempt) this.#counted = null;
    } else if (counted.rev === undefined || (this.#tally?.rev ?? 0) >= counted.rev) this.#counted = counted.ballot;
  }

  #storeChanged = () => {
    const { status } = this.#store;
    if (status !== 'live' && this.#status === 'live') this.own.offline();
    this.#status = status;
    this.#countTally();
    this.#notify();
  };

  #onMessage = ({ detail: message }) => {
    if (message.type === 'joined') this.#joined();
    else if (message.type === 'entries' && message.poll === this.#pollId) this.#entriesChanged(message);
    else if (message.type === 'asked') this.#asked(message);
  };

  /** Takes what became of the own questions meanwhile, sends what waits, and reads the questions that did not fit into `joined`. */
  async #joined() {
    const asked = this.#asks && this.#store.takeAsked(this.#pollId);
    if (asked) this.own.known(asked);
    this.own.joined();
    if (!this.#store.moreEntries.get(this.#pollId)) return;
    try {
      let after;
      for (let page = 0; page < MAX_PAGES && after !== null; page++) {
        const { entries, next } = await this.callApi('GET', this.#url(after === undefined ? '' : `?after=${encodeURIComponent(after)}`), { token: this.#store.token });
        // What came meanwhile is newer.
        const known = this.#store.entries.get(this.#pollId);
        this.#store.applyEntries(this.#pollId, entries.filter(({ id }) => !known?.has(id)));
        after = next ?? null;
      }
    } catch {
      // The next connection reads again; until then the list is shorter.
    }
  }

  #url(rest) {
    return `/api/v1/rooms/${encodeURIComponent(this.#store.room.code)}/polls/${encodeURIComponent(this.#pollId)}/entries${rest}`;
  }

  #entriesChanged({ changed, removed = [] }) {
    for (const entry of changed) this.own.entryChanged(entry);
    // Voters are not told why their list has it no more.
    for (const id of removed) this.own.entryChanged({ id, state: 'hidden' });
  }

  #asked(message) {
    if (!message.existing) {
      this.own.asked(message);
      return;
    }
    const own = this.own.askedBefore(message);
    if (own) {
      this.same = { entry: message.entry, text: own.text };
      this.#notify();
    }
  }

  #onRefused = ({ detail }) => this.own.refused(detail);

  #notify() {
    this.dispatchEvent(new Event('change'));
  }
}

function storageOrNull() {
  try {
    return globalThis.localStorage ?? null;
  } catch {
    return null;
  }
}
