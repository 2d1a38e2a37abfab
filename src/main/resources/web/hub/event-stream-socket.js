/**
 * A connection for networks that let no WebSocket through: server-sent events for what the hub says, calls for votes. To `Hub` it looks
 * like a WebSocket, so that everything above is the same. Loaded only where it is needed.
 *
 * A wire that died without a word is found out by its silence: the hub says something every 10 s.
 */
const OPEN_WITHIN_MS = 4_000;
const HEARD_WITHIN_MS = 13_000;

export class EventsSocket {
  readyState = 0;
  onopen = null;
  onmessage = null;
  onclose = null;

  #rooms;
  #room;
  #token;
  #fetch;
  #now;
  #abort = new AbortController();
  #closing = { code: 1006 };
  #heardAt = 0;
  /** The hub's time when it last told it, and ours then. */
  #hubAt = [0, 0];

  /**
   * @param {string} url of the WebSocket that cannot be had
   * @param {object} [env] fetch and now; the browser's by default (and where `Hub` names a protocol, as for a WebSocket)
   */
  constructor(url, { fetch = (...args) => globalThis.fetch(...args), now = () => Date.now() } = {}) {
    this.#rooms = `${url.replace(/^ws/, 'http').replace(/\/ws$/, '')}/api/v1/rooms/`;
    this.#fetch = fetch;
    this.#now = now;
    queueMicrotask(() => {
      if (this.readyState) return;
      this.readyState = 1;
      this.onopen?.();
    });
  }

  /** Whether no WebSocket gets through though the hub can be reached; fails if it cannot. */
  static async blocked(url, env) {
    const { fetch = (...args) => globalThis.fetch(...args), WebSocket, setTimeout } = env;
    const answer = await fetch(new URL('/', url.replace(/^ws/, 'http')), { method: 'HEAD', cache: 'no-store' });
    if (!answer.ok) throw new Error(String(answer.status));
    return new Promise((resolve) => {
      const probe = new WebSocket(url, ['votehub.v1']);
      const tell = (blocked) => {
        probe.onopen = probe.onclose = null;
        probe.close();
        resolve(blocked);
      };
      probe.onopen = () => tell(false);
      probe.onclose = () => tell(true);
      setTimeout(() => tell(true), OPEN_WITHIN_MS);
    });
  }

  send(text) {
    const message = JSON.parse(text);
    if (message.type === 'join') this.#listen(message);
    else if (message.type === 'vote') this.#vote(message);
    else if (message.type === 'ping') this.#ping(message);
  }

  close() {
    this.readyState = 3;
    this.#abort.abort();
  }

  async #listen({ room, token, watch }) {
    this.#room = this.#rooms + encodeURIComponent(room);
    this.#token = token;
    try {
      const answer = await this.#call(`/events${watch ? '?watch=true' : ''}`, { headers: { Accept: 'text/event-stream' } });
      if (answer.ok) await this.#read(answer.body.getReader());
      else this.#hear({ type: 'error', ...(await refusal(answer)) });
    } catch {
      // Lost, or closed by us.
    }
    this.#end();
  }

  async #read(reader) {
    const decoder = new TextDecoder();
    let text = '';
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      this.#heardAt = this.#now();
      text += decoder.decode(value, { stream: true });
      const events = text.split('\n\n');
      text = events.pop();
      events.forEach((event) => this.#event(event));
    }
  }

  #event(event) {
    const data = JSON.parse(event.slice(event.indexOf('data: ') + 6));
    if (event.startsWith('event: close')) {
      this.#closing = data;
      return;
    }
    if (data.token) this.#token = data.token;
    if (data.now) this.#hubAt = [data.now, this.#heardAt];
    this.#hear(data);
  }

  async #vote({ id, poll, run, ballot }) {
    try {
      const answer = await this.#call(`/polls/${encodeURIComponent(poll)}/ballots`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ id, run, ballot }),
      });
      this.#hear(answer.ok ? await answer.json() : { type: 'error', id, ...(await refusal(answer)) });
    } catch {
      this.#hear({ type: 'error', id, code: 'unavailable', retry: true });
    }
  }

  #ping({ id }) {
    const [hubAt, at] = this.#hubAt;
    const now = this.#now();
    if (now - this.#heardAt < HEARD_WITHIN_MS) queueMicrotask(() => this.#hear({ type: 'pong', id, now: hubAt + now - at }));
  }

  #call(path, { headers, ...more }) {
    if (this.#token) headers.Authorization = `Bearer ${this.#token}`;
    return this.#fetch(this.#room + path, { ...more, headers, signal: this.#abort.signal, cache: 'no-store' });
  }

  #hear(message) {
    if (this.readyState === 1) this.onmessage?.({ data: JSON.stringify(message) });
  }

  #end() {
    if (this.readyState === 3) return;
    this.readyState = 3;
    this.onclose?.(this.#closing);
  }
}

/** What a call was refused with, as a message says it. */
async function refusal(answer) {
  const retry = answer.status === 429 || answer.status >= 500;
  const retryAfterS = Number(answer.headers.get('Retry-After'));
  let problem = {};
  try {
    problem = await answer.json();
  } catch {
    // A proxy may answer in HTML; the status has to do then.
  }
  const { code = retry ? 'unavailable' : 'bad-message', detail: message, lateMs } = problem;
  return { code, message, lateMs, retry, retryAfterMs: retryAfterS ? retryAfterS * 1000 : undefined };
}
