/**
 * The page's one store: a mirror of a room at the hub. Pages read it and redraw on `change`; nothing else holds state of the room.
 *
 * Promises: a tally never runs backwards (the higher `rev` wins); every value is replaced, never changed in place, so that a
 * component sees by identity what is new. While `fresh` is false, what it shows may be old, and pages must say so.
 * Knows no DOM: see `Hub` and `Ballots` for what is given.
 */
import { Ballots } from './ballots.js';
import { Hub } from './connection.js';

const loadEvents = async (suffix) => (await import(`./event-stream-socket.js${suffix}`)).EventsSocket;

const systemEnv = () => ({
  storage: storageOrNull(),
  setTimeout: (run, ms) => setTimeout(run, ms),
  clearTimeout: (timer) => clearTimeout(timer),
  now: () => Date.now(),
  random: () => Math.random(),
  newId: () => globalThis.crypto?.randomUUID?.() ?? `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`,
});

export class RoomStore extends EventTarget {
  /** 'loading' (never joined yet) | 'live' | 'reconnecting' | 'gone' */
  status = 'loading';
  /** Why it is gone: 'gone', 'unknown-room', 'bad-token', … */
  reason = null;
  /** {code, title, joinUrl?, stage?} */
  room;
  role = 'voter';
  present = 0;
  /** Poll ids in the room's order. */
  order = [];
  polls = new Map();
  tallies = new Map();
  /** Polls that are gone though a vote on them was still under way: [{id, question?}]; none twice. */
  lost = [];

  #env;
  #tokenKey;
  #watch;
  #presenterToken;

  /**
   * @param {object} options
   * @param {string} options.code the room's code
   * @param {string} options.url the hub's WebSocket
   * @param {boolean} [options.watch] only look on; with a presenter's token, see the numbers that voters do not
   * @param {?string} [options.presenterToken] join as the presenter
   * @param {object} [options.env] storage, WebSocket, timers, clock, chance; the browser's by default
   */
  constructor({ code, url, watch = false, presenterToken, env = {} }) {
    super();
    this.#env = { ...systemEnv(), ...env };
    this.#watch = watch;
    this.#presenterToken = presenterToken;
    this.#tokenKey = `votehub.voter.${code}`;
    this.room = { code, title: '' };
    this.hub = new Hub({
      url,
      join: () => this.#joinMessage(),
      onMessage: (message) => this.#receive(message),
      onState: (state, reason) => this.#hubBecame(state, reason),
      fallback: env.fallback === undefined ? loadEvents : env.fallback,
      env,
    });
    this.ballots = new Ballots({
      send: (message) => this.hub.send(message),
      suspect: () => this.hub.probe(),
      changed: () => this.#changed(),
      lost: (id) => this.#lose(id),
      key: `votehub.ballots.${code}`,
      env: watch || presenterToken ? { ...this.#env, storage: null } : this.#env,
    });
  }

  /** The hub's clock, for countdowns. */
  get clock() {
    return this.hub.clock;
  }

  /** Whether what is shown is known to be current. */
  get fresh() {
    return this.status === 'live';
  }

  /** The polls in the room's order. */
  get list() {
    return this.order.map((id) => this.polls.get(id)).filter(Boolean);
  }

  start() {
    this.hub.start();
  }

  stop() {
    this.hub.stop();
  }

  /** Casts a ballot, or changes it. */
  vote(pollId, ballot) {
    this.ballots.choose(pollId, ballot, this.polls.get(pollId)?.run);
  }

  /** The voter has read which polls are gone. */
  clearLost() {
    this.lost = [];
    this.#changed();
  }

  #lose(id) {
    this.lost = [...this.lost.filter((each) => each.id !== id), { id, question: this.polls.get(id)?.question }];
  }

  /** Takes in a poll, from a message or from the answer to a call. */
  applyPoll(poll) {
    const known = this.polls.get(poll.id);
    if (known && known.rev > poll.rev) return;
    if (poll.state === 'draft') {
      this.ballots.forget(poll.id);
      this.tallies = without(this.tallies, poll.id);
      if (this.role !== 'presenter') return this.removePoll(poll.id);
    }
    if (!poll.visible && this.role !== 'presenter') this.tallies = without(this.tallies, poll.id);
    this.polls = new Map(this.polls).set(poll.id, poll);
    if (!this.order.includes(poll.id)) this.order = [...this.order, poll.id];
    this.#changed();
  }

  /** A poll is gone. */
  removePoll(id) {
    this.ballots.forget(id);
    this.polls = without(this.polls, id);
    this.tallies = without(this.tallies, id);
    this.order = this.order.filter((each) => each !== id);
    this.#changed();
  }

  /** The room's title, order or stage changed; unnamed polls keep their place at the end. */
  applyRoom({ title, polls, joinUrl, stage }) {
    if (title !== undefined) this.room = { ...this.room, title };
    if (stage && !(this.room.stage?.rev > stage.rev)) this.room = { ...this.room, stage };
    if (joinUrl) this.room = { ...this.room, joinUrl };
    if (polls) {
      const ids = polls.map((each) => (typeof each === 'string' ? each : each.id));
      this.order = [...ids, ...this.order.filter((id) => !ids.includes(id))];
    }
    this.#changed();
  }

  #joinMessage() {
    const token = this.#presenterToken ?? (this.#watch ? null : this.#read(this.#tokenKey));
    return { room: this.room.code, ...(this.#watch && { watch: true }), ...(token && { token }) };
  }

  /** The hub takes our token for nothing. A voter or onlooker comes back without it; whether that can help. */
  #dropToken() {
    if (this.#presenterToken && !this.#watch) return false;
    const had = this.#presenterToken ?? (this.#watch ? null : this.#read(this.#tokenKey));
    this.#presenterToken = null;
    this.#write(this.#tokenKey, null);
    return Boolean(had);
  }

  #hubBecame(state, reason) {
    if (reason === 'revoked' && this.#dropToken()) {
      this.hub.start();
    } else if (state === 'ended') {
      this.status = 'gone';
      this.reason = reason;
    } else if (reason && !this.#dropToken()) {
      this.status = 'gone';
      this.reason = reason;
      this.hub.stop();
    } else {
      if (this.status === 'live' && state !== 'live') {
        this.status = 'reconnecting';
        this.ballots.offline();
      }
    }
    this.#changed();
  }

  #receive(message) {
    switch (message.type) {
      case 'joined':
        return this.#joined(message);
      case 'poll':
        return this.applyPoll(message.poll);
      case 'poll-deleted':
        return this.removePoll(message.poll);
      case 'tally':
        return this.#applyTally(message);
      case 'presence':
        this.present = message.present;
        return this.#changed();
      case 'room':
        return this.applyRoom(message.room);
      case 'ack':
        return this.ballots.acked(message);
      case 'ballot':
        return this.ballots.told(message);
      case 'error':
        if (!this.ballots.refused(message)) this.dispatchEvent(new CustomEvent('refused', { detail: message }));
    }
  }

  #joined(message) {
    this.status = 'live';
    this.room = { ...this.room, ...message.room, code: message.room.code };
    this.role = message.role;
    this.present = message.present;
    if (message.token && message.role === 'voter' && !this.#watch) this.#write(this.#tokenKey, message.token);
    const polls = message.polls.filter((poll) => message.role === 'presenter' || poll.state !== 'draft');
    const ids = new Set(polls.map((poll) => poll.id));
    this.order = [...ids];
    // Before the polls are forgotten, for the words on what is gone.
    for (const id of [...this.ballots.own.keys()]) if (!ids.has(id)) this.ballots.forget(id);
    this.polls = new Map(polls.map((poll) => [poll.id, poll]));
    this.tallies = new Map([...this.tallies].filter(([id]) => ids.has(id) && this.#maySee(this.polls.get(id))));
    for (const tally of message.tallies ?? []) this.#applyTally(tally);
    this.ballots.joined(message.ballots ?? {});
    this.#changed();
  }

  #maySee(poll) {
    return this.role === 'presenter' || poll.visible;
  }

  #applyTally(tally) {
    const known = this.tallies.get(tally.poll);
    if (known && known.rev > tally.rev) return;
    if (!this.polls.has(tally.poll)) return;
    this.tallies = new Map(this.tallies).set(tally.poll, tally);
    this.#changed();
  }

  #changed() {
    this.dispatchEvent(new Event('change'));
  }

  #read(key) {
    try {
      return this.#env.storage?.getItem(key) ?? null;
    } catch {
      return null;
    }
  }

  #write(key, value) {
    try {
      if (value === null) this.#env.storage?.removeItem(key);
      else this.#env.storage?.setItem(key, value);
    } catch {
      // Forbidden storage: this visit still works, the next one is somebody new.
    }
  }
}

/** Redraws a component whenever the store changes. Lit gathers changes, so a burst of messages costs one render. */
export class Watching {
  constructor(host, store) {
    this.host = host;
    this.store = store;
    host.addController(this);
  }

  hostConnected() {
    this.store.addEventListener('change', this.#redraw);
  }

  hostDisconnected() {
    this.store.removeEventListener('change', this.#redraw);
  }

  #redraw = () => this.host.requestUpdate();
}

function without(map, key) {
  if (!map.has(key)) return map;
  const copy = new Map(map);
  copy.delete(key);
  return copy;
}

function storageOrNull() {
  try {
    return globalThis.localStorage ?? null;
  } catch {
    return null;
  }
}
