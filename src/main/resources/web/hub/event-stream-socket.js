/**
 * The fallback transport for networks that block WebSockets: server-sent events carry the hub's messages, HTTP requests carry votes. It
 * has the interface of a WebSocket, so that `HubConnection` need not tell them apart. Loaded only where it is needed.
 *
 * The hub sends something at least every 10 s; a longer silence means that the stream is dead.
 */
const OPEN_TIMEOUT_MS = 4_000;
const SILENCE_TIMEOUT_MS = 13_000;

export class EventStreamSocket {
  readyState = 0;
  onopen = null;
  onmessage = null;
  onclose = null;

  #roomsUrl;
  #roomUrl;
  #token;
  #fetch;
  #now;
  #abort = new AbortController();
  #closeEvent = { code: 1006 };
  #lastReceivedAt = 0;
  /** [the hub's time, the local time when it was received] */
  #hubTime = [0, 0];

  /**
   * @param {string} url the URL of the WebSocket that is blocked
   * @param {object} [env] fetch and now; the browser's by default. `HubConnection` passes WebSocket's list of protocols here, which is ignored
   */
  constructor(url, { fetch = (...args) => globalThis.fetch(...args), now = () => Date.now() } = {}) {
    this.#roomsUrl = `${url.replace(/^ws/, 'http').replace(/\/ws$/, '')}/api/v1/rooms/`;
    this.#fetch = fetch;
    this.#now = now;
    queueMicrotask(() => {
      if (this.readyState) return;
      this.readyState = 1;
      this.onopen?.();
    });
  }

  /** Whether WebSockets are blocked while the hub answers HTTP; rejects if the hub cannot be reached. */
  static async blocked(url, env) {
    const { fetch = (...args) => globalThis.fetch(...args), WebSocket, setTimeout } = env;
    const answer = await fetch(new URL('/', url.replace(/^ws/, 'http')), { method: 'HEAD', cache: 'no-store' });
    if (!answer.ok) throw new Error(String(answer.status));
    return new Promise((resolve) => {
      const probe = new WebSocket(url, ['votehub.v1']);
      const settle = (blocked) => {
        probe.onopen = probe.onclose = null;
        probe.close();
        resolve(blocked);
      };
      probe.onopen = () => settle(false);
      probe.onclose = () => settle(true);
      setTimeout(() => settle(true), OPEN_TIMEOUT_MS);
    });
  }

  send(text) {
    const message = JSON.parse(text);
    if (message.type === 'join') this.#listen(message);
    else if (message.type === 'vote') this.#vote(message);
    else if (message.type === 'name') this.#name(message);
    else if (message.type === 'ping') this.#ping(message);
  }

  close() {
    this.readyState = 3;
    this.#abort.abort();
  }

  async #listen({ room, token, watch, passcode, proof }) {
    this.#roomUrl = this.#roomsUrl + encodeURIComponent(room);
    this.#token = token;
    try {
      if (passcode || proof) await this.#becomeVoter({ passcode, proof });
      const answer = await this.#call(`/events${watch ? '?watch=true' : ''}`, { headers: { Accept: 'text/event-stream' } });
      if (answer.ok) await this.#read(answer.body.getReader());
      else this.#deliver({ type: 'error', ...(await refusal(answer)) });
    } catch {
      // The stream broke, or `close` was called.
    }
    this.#ended();
  }

  /** Answers the hub's challenge, for which a stream has no room; fails where the answer is refused. */
  async #becomeVoter(shown) {
    const answer = await this.#call('/voters', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(shown) });
    if (!answer.ok) {
      this.#deliver({ type: 'error', ...(await refusal(answer)) });
      throw new Error('refused');
    }
    this.#token = (await answer.json()).token;
  }

  async #read(reader) {
    const decoder = new TextDecoder();
    let text = '';
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      this.#lastReceivedAt = this.#now();
      text += decoder.decode(value, { stream: true });
      const events = text.split('\n\n');
      text = events.pop();
      events.forEach((event) => this.#event(event));
    }
  }

  #event(event) {
    const data = JSON.parse(event.slice(event.indexOf('data: ') + 6));
    if (event.startsWith('event: close')) {
      this.#closeEvent = data;
      return;
    }
    if (data.token) this.#token = data.token;
    if (data.now) this.#hubTime = [data.now, this.#lastReceivedAt];
    this.#deliver(data);
  }

  async #vote({ id, poll, run, ballot }) {
    try {
      const answer = await this.#call(`/polls/${encodeURIComponent(poll)}/ballots`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ id, run, ballot }),
      });
      this.#deliver(answer.ok ? await answer.json() : { type: 'error', id, ...(await refusal(answer)) });
    } catch {
      this.#deliver({ type: 'error', id, code: 'unavailable', retry: true });
    }
  }

  async #name({ id, type, ...wish }) {
    try {
      const answer = await this.#call('/player', { method: 'PUT', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(wish) });
      this.#deliver(answer.ok ? { ...(await answer.json()), type: 'named', id } : { type: 'error', id, ...(await refusal(answer)) });
    } catch {
      this.#deliver({ type: 'error', id, code: 'unavailable', retry: true });
    }
  }

  #ping({ id }) {
    const [hubAt, at] = this.#hubTime;
    const now = this.#now();
    if (now - this.#lastReceivedAt < SILENCE_TIMEOUT_MS) queueMicrotask(() => this.#deliver({ type: 'pong', id, now: hubAt + now - at }));
  }

  #call(path, { headers, ...more }) {
    if (this.#token) headers.Authorization = `Bearer ${this.#token}`;
    return this.#fetch(this.#roomUrl + path, { ...more, headers, signal: this.#abort.signal, cache: 'no-store' });
  }

  #deliver(message) {
    if (this.readyState === 1) this.onmessage?.({ data: JSON.stringify(message) });
  }

  #ended() {
    if (this.readyState === 3) return;
    this.readyState = 3;
    this.onclose?.(this.#closeEvent);
  }
}

/** The refusal of an HTTP request in the form of an `error` message. */
async function refusal(answer) {
  const retry = answer.status === 429 || answer.status >= 500;
  const retryAfterS = Number(answer.headers.get('Retry-After'));
  let problem = {};
  try {
    problem = await answer.json();
  } catch {
    // A proxy may answer in HTML; then only the status is known.
  }
  const { code = retry ? 'unavailable' : 'bad-message', detail: message, lateMs, challenge } = problem;
  return { code, message, lateMs, challenge, retry, retryAfterMs: retryAfterS ? retryAfterS * 1000 : undefined };
}
