/**
 * One connection to the hub that mends itself.
 *
 *            start        opened         joined
 *   idle ──────────▶ connecting ──▶ joining ──▶ live ⟲ ping every 15 s and on every wake-up;
 *                       ▲   │          │         │     no answer in 3 s: the socket is dead, whatever it says
 *              delay or │   │ failed   │ closed, │ closed, dead,
 *                wake() │   ▼          ▼ refused ▼ bye
 *                      waiting ◀─────────────────┘
 *
 *   any ── close ≥ 4500, unknown-room ──▶ ended (never comes back by itself)
 *   any ── stop ──▶ idle
 *
 * Where no WebSocket gets through, though the hub can be reached by HTTP in that moment, the connection is made another way, if there is
 * one; what works is kept to, and from the other way a WebSocket is looked for again now and then. A hub that is merely away for a while
 * must not drive a whole hall to the dearer way.
 *
 * Promises: `onMessage` hears only a connection that has joined, first its `joined`; after `ended` nothing more happens.
 * Does not promise that what was sent arrived: the store resends what was not answered.
 * Knows no DOM: sockets, timers, clock and chance are given, so that it can be tested without a browser.
 */
import { HubClock } from './hub-clock.js';

const PING_EVERY_MS = 15_000;
const ANSWER_WITHIN_MS = 3_000;
// Slow mobile networks take seconds for TLS; the hub itself waits 10 s for a join.
const JOIN_WITHIN_MS = 10_000;
const BACKOFF_FIRST_MS = 300;
const BACKOFF_CAP_MS = 10_000;
// A connection that is thrown out again at once must not reset the back-off, or it would hammer the hub.
const STABLE_AFTER_MS = 10_000;
const BLOCKED_AFTER = 2;
// An upgrade that works once and then hangs costs seconds each time.
const UPGRADE_AFTER_MS = 60_000;
const UPGRADES_DOUBLE = 4;
const ENDINGS = { 4503: 'revoked', 4504: 'gone' };
const TOKEN_ERRORS = new Set(['bad-token', 'forbidden']);

export class Hub {
  /** 'idle' | 'connecting' | 'joining' | 'live' | 'waiting' | 'ended' */
  state = 'idle';
  /** Why it ended: 'gone' (room deleted), 'revoked' (the key was replaced), 'unknown-room', …; or why it waits: 'bad-token', 'forbidden' */
  reason = null;
  /** The code with which the last join was refused for now ('busy', 'rate-limited', …); null once joined. */
  refusal = null;

  #url;
  #join;
  #onState;
  #onMessage;
  #env;
  #socket = null;
  #timers = new Map();
  #attempts = 0;
  #liveSince = 0;
  #connectedAt = 0;
  #joinSentAt = 0;
  #pings = new Map();
  #pingNo = 0;
  #byeAfterMs = null;
  #fallback;
  /** Whether the last connection that joined, and the present one, are no WebSockets. */
  #usual = false;
  #other = false;
  #Other = null;
  #failures = 0;
  /** Which connection it is, for what comes late. */
  #connection = 0;
  #heard = false;
  #upgrades = 0;

  /**
   * @param {object} wiring
   * @param {string} wiring.url where the hub listens
   * @param {() => object} wiring.join the join message, made anew for each connection
   * @param {(message: object) => void} wiring.onMessage
   * @param {(state: string, reason: ?string) => void} wiring.onState
   * @param {?(suffix: string) => Promise<Function>} [wiring.fallback] loads what stands in for WebSocket; `suffix` as in methods/module-loader.js
   * @param {object} [wiring.env] WebSocket, setTimeout, clearTimeout, now, random
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
    this.clock = new HubClock(this.#env.now);
  }

  /** Connects, and keeps connected from now on. */
  start() {
    if (this.state === 'idle' || this.state === 'ended') {
      this.#attempts = 0;
      this.#connect();
    }
  }

  /** Closes for good, quietly. */
  stop() {
    this.#drop();
    this.#become('idle');
  }

  /** Sends a message if the room is joined; false says that it was not sent. */
  send(message) {
    if (this.state !== 'live') return false;
    return this.#write(message);
  }

  /** Asks the hub for a sign of life; a socket that gives none within 3 s is replaced. */
  probe() {
    if (this.state !== 'live') return;
    const id = `p${++this.#pingNo}`;
    this.#pings.set(id, this.#env.now());
    this.#write({ type: 'ping', id });
    if (!this.#timers.has('answer')) this.#after('answer', ANSWER_WITHIN_MS, () => this.#lost());
  }

  /** The device woke, changed its network or was looked at again: trust nothing, and wait no longer. */
  wake() {
    if (this.state === 'live') this.probe();
    else if (this.state === 'waiting') {
      this.#attempts = 0;
      this.#connect();
    } else if (this.state === 'connecting' && this.#env.now() - this.#connectedAt > ANSWER_WITHIN_MS) {
      // Begun on a network that may be gone by now.
      this.#connect();
    }
  }

  #connect() {
    this.#drop();
    this.#byeAfterMs = null;
    this.#become('connecting');
    this.#connectedAt = this.#env.now();
    this.#heard = false;
    const doubted = this.#failures >= BLOCKED_AFTER && this.#failures % 2 === 0;
    if (this.#fallback && this.#usual !== doubted) this.#openOther(this.#connection);
    else this.#open(this.#env.WebSocket, false);
  }

  async #openOther(connection) {
    this.#after('join', JOIN_WITHIN_MS, () => this.#lost());
    try {
      this.#Other ??= await this.#fallback(this.#failures > BLOCKED_AFTER ? `?again=${this.#failures}` : '');
      const blocked = this.#usual || (await this.#Other.blocked(this.#url, this.#env));
      if (connection === this.#connection) this.#open(blocked ? this.#Other : this.#env.WebSocket, blocked);
    } catch {
      if (connection === this.#connection) this.#lost();
    }
  }

  #open(Socket, other) {
    let socket;
    this.#other = other;
    this.#after('join', JOIN_WITHIN_MS, () => this.#lost());
    try {
      socket = new Socket(this.#url, ['votehub.v1']);
    } catch {
      this.#lost();
      return;
    }
    this.#socket = socket;
    socket.onopen = () => {
      this.#become('joining');
      this.#joinSentAt = this.#env.now();
      this.#write({ type: 'join', ...this.#join() });
    };
    socket.onmessage = (event) => this.#read(event.data);
    socket.onclose = (event) => this.#closed(event.code);
    socket.onerror = () => {};
  }

  /** Goes back to a WebSocket once one opens. */
  #lookForSocket() {
    this.#after('upgrade', UPGRADE_AFTER_MS * 2 ** this.#upgrades * (1 + this.#env.random()), async () => {
      this.#upgrades = Math.min(UPGRADES_DOUBLE, this.#upgrades + 1);
      const connection = this.#connection;
      const blocked = await this.#Other.blocked(this.#url, this.#env).catch(() => true);
      if (connection !== this.#connection) return;
      if (blocked) return this.#lookForSocket();
      this.#usual = false;
      this.#connect();
    });
  }

  #read(text) {
    let message;
    try {
      message = JSON.parse(text);
    } catch {
      return;
    }
    // Whatever the hub says proves that it is there.
    this.#heard = true;
    this.#cancel('answer');
    switch (message.type) {
      case 'joined':
        return this.#joined(message);
      case 'pong':
        return this.#ponged(message);
      case 'bye':
        return this.#bye(message);
      case 'error':
        if (this.state !== 'live') return this.#refused(message);
        if (message.code === 'not-joined') return this.#lost();
        break;
    }
    if (this.state === 'live') this.#onMessage(message);
  }

  #joined(message) {
    this.#cancel('join');
    this.refusal = null;
    this.clock.restart();
    this.clock.sample(message.now, this.#joinSentAt, this.#env.now());
    this.#liveSince = this.#env.now();
    this.#failures = 0;
    this.#usual = this.#other;
    this.#become('live');
    this.#onMessage(message);
    this.#beat();
    if (this.#other) this.#lookForSocket();
    // The first answer carried the whole room and came late; a small one measures the clock better.
    this.probe();
  }

  #ponged(message) {
    const sentAt = this.#pings.get(message.id);
    if (sentAt === undefined) return;
    this.#pings.clear();
    this.clock.sample(message.now, sentAt, this.#env.now());
  }

  #bye(message) {
    this.#byeAfterMs = Math.max(0, Number(message.retryAfterMs) || 0);
    // The close frame should follow at once; an instance that dies before sending it must not hold us.
    this.#after('answer', 1_000, () => this.#lost());
  }

  #refused(message) {
    if (message.code === 'unknown-room') return this.#end(message.code);
    if (TOKEN_ERRORS.has(message.code)) {
      this.#drop();
      // The owner of the token decides: a voter forgets it and joins anew, a presenter is told.
      this.#become('waiting', message.code);
      if (this.state === 'waiting') this.#later();
      return;
    }
    this.refusal = message.code;
    if (message.retryAfterMs) this.#byeAfterMs = message.retryAfterMs;
    this.#lost();
  }

  #closed(code) {
    if (code >= 4500 && code <= 4999) this.#end(ENDINGS[code] ?? `closed-${code}`);
    else this.#lost();
  }

  #lost() {
    if (this.state === 'ended' || this.state === 'idle') return;
    if (this.state === 'live' && this.#env.now() - this.#liveSince > STABLE_AFTER_MS) this.#attempts = 0;
    if (this.state !== 'live' && !this.#heard) this.#failures++;
    this.#drop();
    this.#become('waiting');
    this.#later();
  }

  /** Full jitter: a whole hall that lost its access point must not come back in the same instant. */
  #later() {
    const ceilingMs = Math.min(BACKOFF_CAP_MS, BACKOFF_FIRST_MS * 2 ** this.#attempts++);
    const delayMs =
      this.#byeAfterMs === null
        ? this.#env.random() * ceilingMs
        : this.#byeAfterMs * (1 + this.#env.random()) + this.#env.random() * BACKOFF_FIRST_MS;
    this.#after('retry', delayMs, () => this.#connect());
  }

  /** Ends for good, and says why. */
  #end(reason) {
    this.#drop();
    this.#become('ended', reason);
  }

  #beat() {
    this.#after('beat', PING_EVERY_MS, () => {
      this.probe();
      this.#beat();
    });
  }

  #write(message) {
    if (!this.#socket || this.#socket.readyState !== 1) return false;
    this.#socket.send(JSON.stringify(message));
    return true;
  }

  /** Lets go of the socket without waiting for its close: a dead one may take minutes to notice. */
  #drop() {
    for (const timer of this.#timers.values()) this.#env.clearTimeout(timer);
    this.#timers.clear();
    this.#pings.clear();
    this.#connection++;
    const socket = this.#socket;
    this.#socket = null;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    try {
      socket.close();
    } catch {
      // A socket that is still connecting may refuse; it is forgotten all the same.
    }
  }

  #become(state, reason = null) {
    if (this.state === state && this.reason === reason) return;
    this.state = state;
    this.reason = reason;
    this.#onState(state, reason);
  }

  #after(name, ms, run) {
    this.#cancel(name);
    this.#timers.set(
      name,
      this.#env.setTimeout(() => {
        this.#timers.delete(name);
        run();
      }, ms),
    );
  }

  #cancel(name) {
    if (!this.#timers.has(name)) return;
    this.#env.clearTimeout(this.#timers.get(name));
    this.#timers.delete(name);
  }
}
