/**
 * A connection to the hub that reconnects by itself.
 *
 *            start        opened         joined
 *   idle ──────────▶ connecting ──▶ joining ──▶ live ⟲ ping every 15 s and on every wake-up;
 *                       ▲   │          │         │     no answer within 3 s: the socket is treated as dead
 *              delay or │   │ failed   │ closed, │ closed, dead,
 *                wake() │   ▼          ▼ refused ▼ bye
 *                      waiting ◀─────────────────┘
 *
 *   joining ── challenge ──▶ waiting, for wake(): the owner has to answer it first
 *   any ── close code ≥ 4500, unknown-room, removed ──▶ ended (never reconnects by itself)
 *   any ── stop ──▶ idle
 *
 * If WebSockets are blocked although the hub answers HTTP at that moment, the connection uses the fallback transport, if there is one. It
 * stays with the transport that worked, and from the fallback probes for a WebSocket now and then. The HTTP check matters: a hub that is
 * down for a while must not push a whole hall to the more expensive transport.
 *
 * Promises: `onMessage` receives messages of a joined connection only, `joined` first; after `ended` nothing is delivered.
 * Does not promise that a sent message arrived: the store sends again what was not answered.
 * Uses no DOM: sockets, timers, clock and random numbers are passed in, so that it can be tested without a browser.
 */
import { HubClock } from './hub-clock.js';
import { NamedTimers } from './named-timers.js';

const PING_INTERVAL_MS = 15_000;
const ANSWER_TIMEOUT_MS = 3_000;
// Slow mobile networks take seconds for TLS; the hub itself waits 10 s for a join.
const JOIN_TIMEOUT_MS = 10_000;
const BACKOFF_BASE_MS = 300;
const BACKOFF_MAX_MS = 10_000;
// A connection that is closed again at once must not reset the back-off, or it would hammer the hub.
const STABLE_AFTER_MS = 10_000;
const SUSPECT_BLOCKED_AFTER = 2;
// An upgrade that opens and then hangs costs the user seconds each time, so it is tried rarely.
const UPGRADE_PROBE_AFTER_MS = 60_000;
const MAX_UPGRADE_DOUBLINGS = 4;
const CLOSE_REASONS = { 4503: 'revoked', 4504: 'gone', 4505: 'suspended' };
/** Refusals that nothing but the presenter ends. */
const FINAL_ERRORS = new Set(['unknown-room', 'removed', 'suspended']);
const TOKEN_ERRORS = new Set(['bad-token', 'forbidden']);

export class HubConnection {
  /** 'idle' | 'connecting' | 'joining' | 'live' | 'waiting' | 'ended' */
  state = 'idle';
  /** Why it ended: 'gone' (room deleted), 'revoked' (the key was replaced), 'unknown-room', …; or why it is waiting: 'bad-token', 'forbidden', 'challenge' */
  reason = null;
  /** The code of the last temporary refusal of a join ('busy', 'rate-limited', …); null once joined. */
  refusal = null;
  /** What the hub wants to be shown before it lets this client in, of the last refusal with reason 'challenge' */
  challenge = null;

  #url;
  #join;
  #onState;
  #onMessage;
  #env;
  #socket = null;
  #timers;
  #attempts = 0;
  #liveSince = 0;
  #connectedAt = 0;
  #joinSentAt = 0;
  #pings = new Map();
  #lastPingId = 0;
  #retryAfterMs = null;
  #fallback;
  /** Whether the last connection that joined used the fallback. */
  #preferFallback = false;
  /** Whether the current connection uses the fallback. */
  #usingFallback = false;
  #FallbackSocket = null;
  #failedJoins = 0;
  /** Counts connections, so that results of earlier ones can be told apart and ignored. */
  #connectionId = 0;
  /** Whether the current connection has received anything. */
  #receivedAny = false;
  #upgradeProbes = 0;

  /**
   * @param {object} options
   * @param {string} options.url the hub's WebSocket URL
   * @param {() => object} options.join builds the join message for each connection
   * @param {(message: object) => void} options.onMessage
   * @param {(state: string, reason: ?string) => void} options.onState
   * @param {?(suffix: string) => Promise<Function>} [options.fallback] loads the class that replaces WebSocket; for `suffix` see methods/module-loader.js
   * @param {object} [options.env] WebSocket, setTimeout, clearTimeout, now, random
   */
  constructor({ url, join, onMessage, onState, fallback = null, env = {} }) {
    this.#url = url;
    this.#join = join;
    this.#onMessage = onMessage;
    this.#onState = onState;
    this.#fallback = fallback;
    this.#env = {
      WebSocket: globalThis.WebSocket,
      setTimeout: (run, ms) => setTimeout(run, ms),
      clearTimeout: (timer) => clearTimeout(timer),
      now: () => Date.now(),
      random: () => Math.random(),
      ...env,
    };
    this.#timers = new NamedTimers(this.#env);
    this.clock = new HubClock(this.#env.now);
  }

  /** Connects, and reconnects from now on. */
  start() {
    if (this.state === 'idle' || this.state === 'ended') {
      this.#attempts = 0;
      this.#connect();
    }
  }

  /** Closes the connection until `start` is called. */
  stop() {
    this.#discardSocket();
    this.#setState('idle');
  }

  /** Sends a message if the room is joined; returns false if it was not sent. */
  send(message) {
    if (this.state !== 'live') return false;
    return this.#write(message);
  }

  /** Pings the hub; a socket that does not answer within 3 s is replaced. */
  probe() {
    if (this.state !== 'live') return;
    const id = `p${++this.#lastPingId}`;
    this.#pings.set(id, this.#env.now());
    this.#write({ type: 'ping', id });
    if (!this.#timers.has('answer')) this.#timers.start('answer', ANSWER_TIMEOUT_MS, () => this.#connectionLost());
  }

  /** Checks the connection at once, or retries at once: the device woke up, changed its network, or the page became visible. */
  wake() {
    if (this.state === 'live') this.probe();
    else if (this.state === 'waiting') {
      this.#attempts = 0;
      this.#connect();
    } else if (this.state === 'connecting' && this.#env.now() - this.#connectedAt > ANSWER_TIMEOUT_MS) {
      // It began on a network that may be gone by now.
      this.#connect();
    }
  }

  /** Tries again after a delay, as after a lost connection. */
  retry() {
    if (this.state === 'waiting') this.#scheduleRetry();
  }

  #connect() {
    this.#discardSocket();
    this.#retryAfterMs = null;
    this.#setState('connecting');
    this.#connectedAt = this.#env.now();
    this.#receivedAny = false;
    const fallbackSuspected = this.#failedJoins >= SUSPECT_BLOCKED_AFTER && this.#failedJoins % 2 === 0;
    if (this.#fallback && this.#preferFallback !== fallbackSuspected) this.#openFallback(this.#connectionId);
    else this.#open(this.#env.WebSocket, false);
  }

  async #openFallback(connection) {
    this.#timers.start('join', JOIN_TIMEOUT_MS, () => this.#connectionLost());
    try {
      this.#FallbackSocket ??= await this.#fallback(this.#failedJoins > SUSPECT_BLOCKED_AFTER ? `?again=${this.#failedJoins}` : '');
      const blocked = this.#preferFallback || (await this.#FallbackSocket.blocked(this.#url, this.#env));
      if (connection === this.#connectionId) this.#open(blocked ? this.#FallbackSocket : this.#env.WebSocket, blocked);
    } catch {
      if (connection === this.#connectionId) this.#connectionLost();
    }
  }

  #open(Socket, isFallback) {
    let socket;
    this.#usingFallback = isFallback;
    this.#timers.start('join', JOIN_TIMEOUT_MS, () => this.#connectionLost());
    try {
      socket = new Socket(this.#url, ['votehub.v1']);
    } catch {
      this.#connectionLost();
      return;
    }
    this.#socket = socket;
    socket.onopen = () => {
      this.#setState('joining');
      this.#joinSentAt = this.#env.now();
      this.#write({ type: 'join', ...this.#join() });
    };
    socket.onmessage = (event) => this.#receive(event.data);
    socket.onclose = (event) => this.#onClose(event.code);
    socket.onerror = () => {};
  }

  /** Switches back to a WebSocket once one can be opened. */
  #scheduleUpgradeProbe() {
    this.#timers.start('upgrade', UPGRADE_PROBE_AFTER_MS * 2 ** this.#upgradeProbes * (1 + this.#env.random()), async () => {
      this.#upgradeProbes = Math.min(MAX_UPGRADE_DOUBLINGS, this.#upgradeProbes + 1);
      const connection = this.#connectionId;
      const blocked = await this.#FallbackSocket.blocked(this.#url, this.#env).catch(() => true);
      if (connection !== this.#connectionId) return;
      if (blocked) return this.#scheduleUpgradeProbe();
      this.#preferFallback = false;
      this.#connect();
    });
  }

  #receive(text) {
    let message;
    try {
      message = JSON.parse(text);
    } catch {
      return;
    }
    // Any message proves that the hub is alive.
    this.#receivedAny = true;
    this.#timers.stop('answer');
    switch (message.type) {
      case 'joined':
        return this.#onJoined(message);
      case 'pong':
        return this.#onPong(message);
      case 'bye':
        return this.#onBye(message);
      case 'error':
        if (this.state !== 'live') return this.#onRefused(message);
        if (message.code === 'not-joined') return this.#connectionLost();
        break;
    }
    if (this.state === 'live') this.#onMessage(message);
  }

  #onJoined(message) {
    this.#timers.stop('join');
    this.refusal = null;
    this.challenge = null;
    this.clock.restart();
    this.clock.sample(message.now, this.#joinSentAt, this.#env.now());
    this.#liveSince = this.#env.now();
    this.#failedJoins = 0;
    this.#preferFallback = this.#usingFallback;
    this.#setState('live');
    this.#onMessage(message);
    this.#scheduleHeartbeat();
    if (this.#usingFallback) this.#scheduleUpgradeProbe();
    // `joined` carries the whole room and takes long; the round trip of a small message measures the clock better.
    this.probe();
  }

  #onPong(message) {
    const sentAt = this.#pings.get(message.id);
    if (sentAt === undefined) return;
    this.#pings.clear();
    this.clock.sample(message.now, sentAt, this.#env.now());
  }

  #onBye(message) {
    this.#retryAfterMs = Math.max(0, Number(message.retryAfterMs) || 0);
    // The close frame should follow at once, but an instance may die before it sends it.
    this.#timers.start('answer', 1_000, () => this.#connectionLost());
  }

  #onRefused(message) {
    if (FINAL_ERRORS.has(message.code)) return this.#end(message.code);
    if (message.code === 'challenge') {
      this.#discardSocket();
      this.challenge = message.challenge;
      return this.#setState('waiting', message.code);
    }
    if (TOKEN_ERRORS.has(message.code)) {
      this.#discardSocket();
      // The owner of the token decides: a voter forgets it and joins again, a presenter is told.
      this.#setState('waiting', message.code);
      if (this.state === 'waiting') this.#scheduleRetry();
      return;
    }
    this.refusal = message.code;
    if (message.retryAfterMs) this.#retryAfterMs = message.retryAfterMs;
    this.#connectionLost();
  }

  #onClose(code) {
    if (code >= 4500 && code <= 4999) this.#end(CLOSE_REASONS[code] ?? `closed-${code}`);
    else this.#connectionLost();
  }

  #connectionLost() {
    if (this.state === 'ended' || this.state === 'idle') return;
    if (this.state === 'live' && this.#env.now() - this.#liveSince > STABLE_AFTER_MS) this.#attempts = 0;
    if (this.state !== 'live' && !this.#receivedAny) this.#failedJoins++;
    this.#discardSocket();
    this.#setState('waiting');
    this.#scheduleRetry();
  }

  /** Retries with full jitter: a whole hall that lost its access point must not come back at the same moment. */
  #scheduleRetry() {
    const ceilingMs = Math.min(BACKOFF_MAX_MS, BACKOFF_BASE_MS * 2 ** this.#attempts++);
    const delayMs =
      this.#retryAfterMs === null
        ? this.#env.random() * ceilingMs
        : this.#retryAfterMs * (1 + this.#env.random()) + this.#env.random() * BACKOFF_BASE_MS;
    this.#timers.start('retry', delayMs, () => this.#connect());
  }

  /** Ends the connection and reports the reason. */
  #end(reason) {
    this.#discardSocket();
    this.#setState('ended', reason);
  }

  #scheduleHeartbeat() {
    this.#timers.start('beat', PING_INTERVAL_MS, () => {
      this.probe();
      this.#scheduleHeartbeat();
    });
  }

  #write(message) {
    if (!this.#socket || this.#socket.readyState !== 1) return false;
    this.#socket.send(JSON.stringify(message));
    return true;
  }

  /** Abandons the socket without waiting for its close event, which takes minutes on a dead one. */
  #discardSocket() {
    this.#timers.stopAll();
    this.#pings.clear();
    this.#connectionId++;
    const socket = this.#socket;
    this.#socket = null;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    try {
      socket.close();
    } catch {
      // A socket that is still connecting may throw; it is abandoned anyway.
    }
  }

  #setState(state, reason = null) {
    if (this.state === state && this.reason === reason) return;
    this.state = state;
    this.reason = reason;
    this.#onState(state, reason);
  }
}
