/**
 * The store of a page: a mirror of one room at the hub. Components read it and render again on `change`; no other module holds state of
 * the room.
 *
 * Promises: a tally never goes back (the higher `rev` wins); every value is replaced, never mutated, so that components can compare by
 * identity. While `fresh` is false the content may be outdated, and pages must say so.
 * Uses no DOM: see `HubConnection` and `Ballots` for what is passed in.
 */
import { Ballots } from './ballots.js';
import { HubConnection } from './connection.js';

const loadFallback = async (suffix) => (await import(`./event-stream-socket.js${suffix}`)).EventStreamSocket;

/** 16 random bytes in base64url; without a secure context, too. */
function newMark() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').slice(0, 22);
}

const browserEnv = () => ({
  storage: storageOrNull(),
  setTimeout: (run, ms) => setTimeout(run, ms),
  clearTimeout: (timer) => clearTimeout(timer),
  now: () => Date.now(),
  random: () => Math.random(),
  newMark,
  newId: () => globalThis.crypto?.randomUUID?.() ?? `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`,
});

export class RoomStore extends EventTarget {
  /** 'loading' (not joined yet) | 'live' | 'reconnecting' | 'gone' */
  status = 'loading';
  /** Why the room is gone: 'gone', 'unknown-room', 'bad-token', … */
  reason = null;
  /** {code, title, joinUrl?, stage?, admission?} */
  room;
  role = 'voter';
  /** The id of the voter roll of which the voter is a member, or null */
  electorate = null;
  present = 0;
  /** How often people reacted within the last second, by emoji; null if the page is not told */
  reacted = null;
  /** Poll ids in the room's order. */
  order = [];
  polls = new Map();
  tallies = new Map();
  /** Poll id → entry id → question from the floor */
  entries = new Map();
  /** Poll id → how many more questions there were than the hub has sent at once */
  moreEntries = new Map();
  /** Polls that were removed while a vote on them was pending: [{id, question?}], each once. */
  lost = [];

  #env;
  #voterTokenKey;
  #watchOnly;
  #presenterToken;
  /** The token of a member, if the voter showed to be one on this page; storage may be blocked */
  #memberToken = null;
  #voterToken = null;
  #asked = {};
  #askedTaken = new Set();
  /** The answer to the hub's challenge: {passcode} or {proof} */
  #answer = null;

  /**
   * @param {object} options
   * @param {string} options.code the room's code
   * @param {string} options.url the hub's WebSocket
   * @param {boolean} [options.watch] join as an onlooker; with a presenter's token, one that receives results hidden from voters
   * @param {?string} [options.presenterToken] join with a key of the room
   * @param {object} [options.env] storage, WebSocket, timers, clock and random numbers; the browser's by default
   */
  constructor({ code, url, watch = false, presenterToken, env = {} }) {
    super();
    this.#env = { ...browserEnv(), ...env };
    this.#watchOnly = watch;
    this.#presenterToken = presenterToken;
    this.#voterTokenKey = `votehub.voter.${code}`;
    this.room = { code, title: '' };
    this.connection = new HubConnection({
      url,
      join: () => this.#joinMessage(),
      onMessage: (message) => this.#receive(message),
      onState: (state, reason) => this.#connectionChanged(state, reason),
      fallback: env.fallback === undefined ? loadFallback : env.fallback,
      env,
    });
    this.ballots = new Ballots({
      send: (message) => this.connection.send(message),
      onOverdue: () => this.connection.probe(),
      onChange: () => this.#notify(),
      onLost: (id) => this.#addLostPoll(id),
      onTag: (id) => this.dispatchEvent(new CustomEvent('tag', { detail: id })),
      secret: (id) => {
        const { settings, state, run } = this.polls.get(id) ?? {};
        return settings?.secret && (state !== 'closed' || run);
      },
      key: `votehub.ballots.${code}`,
      env: watch || presenterToken ? { ...this.#env, storage: null } : this.#env,
    });
  }

  /** The hub's clock, for countdowns. */
  get clock() {
    return this.connection.clock;
  }

  /** Whether the content is known to be current. */
  get fresh() {
    return this.status === 'live';
  }

  /** Whether the hub sends drafts and hidden results, as to everyone with a role in the room. */
  get seesHidden() {
    return this.role !== 'voter';
  }

  /** The polls in the room's order. */
  get list() {
    return this.order.map((id) => this.polls.get(id)).filter(Boolean);
  }

  start() {
    this.connection.start();
  }

  stop() {
    this.connection.stop();
  }

  /** What identifies this page in calls over HTTP: the presenter's key, or the voter's token; null for an onlooker. */
  get token() {
    if (this.#presenterToken || this.#watchOnly) return this.#presenterToken;
    return this.#voterToken ?? this.#memberToken ?? this.#readStorage(this.#voterTokenKey);
  }

  /** Whether the voter may vote in a poll: it is for the audience, or for a voter roll of which the voter is a member. */
  isEligible(poll) {
    return !poll.electorate || poll.electorate === this.electorate;
  }

  /** Joins anew as another voter: the member of a voter roll whose token this is. */
  useVoterToken(token) {
    this.#memberToken = token;
    this.#writeStorage(this.#voterTokenKey, token);
    this.connection.stop();
    this.connection.start();
  }

  /** Casts or changes a ballot. */
  vote(pollId, ballot) {
    this.ballots.cast(pollId, ballot, this.polls.get(pollId)?.run);
  }

  /** Sends a reaction, which is neither kept nor answered. */
  react(emoji) {
    this.connection.send({ type: 'react', emoji });
  }

  /** What the hub wants to be shown before it lets a new voter in: {by, wrong?}, or null */
  get challenge() {
    return this.connection.challenge;
  }

  /** Enters the passcode of the room. */
  enterPasscode(passcode) {
    this.#answer = { passcode };
    this.connection.wake();
  }

  /** Answers a challenge that the page can answer by itself; the voter is asked for a passcode. */
  async #answerChallenge() {
    const { work } = this.challenge;
    this.#answer = null;
    if (!work) return;
    try {
      const { solve } = await import('./proof-of-work.js');
      const proof = await solve(work);
      if (!proof || this.challenge?.work !== work) return;
      this.#answer = { proof };
      this.connection.wake();
    } catch {
      // The next attempt gets a new challenge.
      this.connection.retry();
    }
  }

  /** The voter has read the notice of lost polls. */
  clearLost() {
    this.lost = [];
    this.#notify();
  }

  #addLostPoll(id) {
    this.lost = [...this.lost.filter((each) => each.id !== id), { id, question: this.polls.get(id)?.question }];
  }

  /** Applies a poll from a message or from the response to an API call. */
  applyPoll(poll) {
    const known = this.polls.get(poll.id);
    if (known && known.rev > poll.rev) return;
    if (poll.state === 'draft') {
      this.ballots.forget(poll.id);
      this.tallies = without(this.tallies, poll.id);
      this.entries = without(this.entries, poll.id);
      if (!this.seesHidden) return this.removePoll(poll.id);
    }
    if (!poll.visible && !this.seesHidden) this.tallies = without(this.tallies, poll.id);
    this.polls = new Map(this.polls).set(poll.id, poll);
    if (!this.order.includes(poll.id)) this.order = [...this.order, poll.id];
    this.#notify();
  }

  /** Removes a poll that was deleted or is no longer visible. */
  removePoll(id) {
    this.ballots.forget(id);
    this.polls = without(this.polls, id);
    this.tallies = without(this.tallies, id);
    this.entries = without(this.entries, id);
    this.order = this.order.filter((each) => each !== id);
    this.#notify();
  }

  /** Applies a change of the room's title, order or stage; polls that are not listed stay at the end. */
  applyRoom({ title, polls, joinUrl, stage, admission, suspended, reactions, players, theme, wordRules }) {
    if (title !== undefined) this.room = { ...this.room, title };
    if (stage && !(this.room.stage?.rev > stage.rev)) this.room = { ...this.room, stage };
    if (admission && !(this.room.admission?.rev > admission.rev)) this.room = { ...this.room, admission };
    if (players && !(this.room.players?.rev > players.rev)) this.room = { ...this.room, players };
    // Only what the hub says of the whole room has a stage.
    if (stage) this.room = { ...this.room, suspended: Boolean(suspended) };
    if (wordRules) this.room = { ...this.room, wordRules };
    if (reactions) this.room = { ...this.room, reactions };
    if (theme && !(this.room.theme?.rev > theme.rev)) this.room = { ...this.room, theme };
    if (joinUrl) this.room = { ...this.room, joinUrl };
    if (polls) {
      const ids = polls.map((each) => (typeof each === 'string' ? each : each.id));
      this.order = [...ids, ...this.order.filter((id) => !ids.includes(id))];
    }
    this.#notify();
  }

  #joinMessage() {
    const token = this.#presenterToken ?? (this.#watchOnly ? null : (this.#memberToken ?? this.#readStorage(this.#voterTokenKey)));
    return { room: this.room.code, entries: true, ...(this.#watchOnly && { watch: true }), ...(token ? { token } : this.#answer) };
  }

  /** The hub rejected the token: forgets it. Returns whether joining without it can succeed; it cannot for a presenter. */
  #discardToken() {
    if (this.#presenterToken && !this.#watchOnly) return false;
    const token = this.#presenterToken ?? (this.#watchOnly ? null : this.#readStorage(this.#voterTokenKey));
    this.#presenterToken = null;
    this.#memberToken = null;
    this.#writeStorage(this.#voterTokenKey, null);
    return Boolean(token);
  }

  #connectionChanged(state, reason) {
    if (reason === 'challenge') {
      this.#answerChallenge();
    } else if (reason === 'revoked' && this.role === 'voter' && !this.#watchOnly) {
      this.status = 'gone';
      this.reason = 'removed';
    } else if (reason === 'revoked' && this.#discardToken()) {
      this.connection.start();
    } else if (state === 'ended') {
      this.status = 'gone';
      this.reason = reason;
    } else if (reason && !this.#discardToken()) {
      this.status = 'gone';
      this.reason = reason;
      this.connection.stop();
    } else {
      if (this.status === 'live' && state !== 'live') {
        this.status = 'reconnecting';
        this.ballots.offline();
      }
    }
    this.#notify();
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
        return this.#notify();
      case 'reactions':
        this.reacted = message.counts;
        return this.#notify();
      case 'room':
        return this.applyRoom(message.room);
      case 'ack':
        return this.ballots.acked(message);
      case 'ballot':
        return this.ballots.castElsewhere(message);
      case 'entries':
        this.applyEntries(message.poll, message.changed, message.removed);
        if (this.polls.get(message.poll)?.method === 'text') this.#applyTally(this.#withTexts(this.tallies.get(message.poll)));
        return this.#announce(message);
      case 'error':
        if (!this.ballots.refused(message)) this.dispatchEvent(new CustomEvent('refused', { detail: message }));
        return undefined;
      default:
        return this.#announce(message);
    }
  }

  #joined(message) {
    this.status = 'live';
    this.#answer = null;
    this.room = { ...this.room, ...message.room, code: message.room.code, suspended: Boolean(message.room.suspended) };
    this.role = message.role;
    this.electorate = message.electorate ?? null;
    this.present = message.present;
    this.#voterToken = message.role === 'voter' ? (message.token ?? this.#voterToken) : null;
    if (message.token && message.role === 'voter' && !this.#watchOnly) this.#writeStorage(this.#voterTokenKey, message.token);
    const polls = message.polls.filter((poll) => this.seesHidden || poll.state !== 'draft');
    const ids = new Set(polls.map((poll) => poll.id));
    this.order = [...ids];
    // Before the polls are replaced, because the notice of lost polls quotes their questions.
    for (const id of [...this.ballots.own.keys()]) if (!ids.has(id)) this.ballots.forget(id);
    this.polls = new Map(polls.map((poll) => [poll.id, poll]));
    this.tallies = new Map([...this.tallies].filter(([id]) => ids.has(id) && this.#mayShowTally(this.polls.get(id))));
    this.ballots.joined(message.ballots ?? {}, message.voter, message.receipts);
    this.entries = new Map();
    for (const tally of message.tallies ?? []) this.#applyTally(tally);
    this.moreEntries = new Map();
    this.#asked = message.asked ?? {};
    this.#askedTaken.clear();
    for (const [poll, { entries, more }] of Object.entries(message.entries ?? {})) {
      this.moreEntries.set(poll, more ?? 0);
      this.applyEntries(poll, entries);
    }
    this.#announce(message);
    this.#notify();
  }

  /**
   * What this voter had asked in a poll when the connection joined: [{slot, entry, state, text}]. Only the first call after a join gets it,
   * null the others: later it would be out of date.
   */
  takeAsked(poll) {
    if (this.#askedTaken.has(poll)) return null;
    this.#askedTaken.add(poll);
    return this.#asked[poll] ?? [];
  }

  /** Applies entries of a poll, each of which replaces the earlier one, and removes others by id. */
  applyEntries(poll, changed, removed = []) {
    const entries = new Map(this.entries.get(poll));
    for (const entry of changed) entries.set(entry.id, entry);
    for (const id of removed) entries.delete(id);
    this.entries = new Map(this.entries).set(poll, entries);
    this.#notify();
  }

  /** The texts of a poll, put together from what changed, the newest first. */
  #withTexts(tally) {
    const entries = [...(this.entries.get(tally.poll)?.values() ?? [])].sort((a, b) => b.at - a.at);
    return { ...tally, result: { ...tally.result, entries } };
  }

  /** Passes a message on to parts of the page that are loaded later, as the event `message`. */
  #announce(message) {
    this.dispatchEvent(new CustomEvent('message', { detail: message }));
  }

  #mayShowTally(poll) {
    return this.seesHidden || poll.visible;
  }

  #applyTally(tally) {
    if (tally.result?.method === 'text') {
      if (tally.result.entries) this.entries.set(tally.poll, new Map(tally.result.entries.map((each) => [each.id, each])));
      else tally = this.#withTexts(tally);
    }
    const known = this.tallies.get(tally.poll);
    if (known && known.rev > tally.rev) return;
    if (!this.polls.has(tally.poll)) return;
    this.tallies = new Map(this.tallies).set(tally.poll, tally);
    this.#notify();
  }

  #notify() {
    this.dispatchEvent(new Event('change'));
  }

  #readStorage(key) {
    try {
      return this.#env.storage?.getItem(key) ?? null;
    } catch {
      return null;
    }
  }

  #writeStorage(key, value) {
    try {
      if (value === null) this.#env.storage?.removeItem(key);
      else this.#env.storage?.setItem(key, value);
    } catch {
      // Storage is blocked: this visit works, but the next one is a new voter.
    }
  }
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
