/** The presenter's calls to the hub over HTTP. Refusals come as `ApiError` with the hub's code and field errors. */
export class ApiError extends Error {
  constructor({ status, code, detail, title, errors, current, retryAfterMs }) {
    super(detail || title || code || String(status));
    this.status = status;
    this.code = code ?? (status === 0 ? 'offline' : 'unavailable');
    /** [{pointer, detail}] */
    this.errors = errors ?? [];
    /** With 'conflict': the poll or the stage as it is now */
    this.current = current;
    this.retryAfterMs = retryAfterMs;
  }
}

const BASE = '/api/v1/rooms';
// Presenters cannot debug: a call that hangs on bad Wi-Fi must end in words.
const GIVE_UP_AFTER_MS = 10_000;
const LONGEST_WAIT_MS = 8000;

/** Makes a room; answers {code, title, token, joinUrl}. */
export function makeRoom(title) {
  return call('POST', BASE, { body: { title } });
}

/** Reads a room as anyone may. */
export function readRoom(code, token) {
  return call('GET', `${BASE}/${encodeURIComponent(code)}`, { token });
}

/** Whether a key is the presenter's of a room: 'good', 'bad', or 'unknown' if the hub cannot say now. */
export async function checkKey(code, key) {
  try {
    await call('GET', `${BASE}/${encodeURIComponent(code)}/token`, { token: key });
    return 'good';
  } catch ({ code: why }) {
    return ['bad-token', 'forbidden'].includes(why) ? 'bad' : 'unknown';
  }
}

/** Where the picture of the QR code is. */
export function qrUrl(code) {
  return `${BASE}/${encodeURIComponent(code)}/qr.svg`;
}

/** One room in the hand of its presenter. */
export class PresenterApi {
  #room;
  #token;

  constructor(code, token) {
    this.#room = `${BASE}/${encodeURIComponent(code)}`;
    this.#token = token;
  }

  /** Changes {title?, polls?: ids in their new order}. */
  changeRoom(change) {
    return this.#call('PATCH', '', change);
  }

  /** Puts {poll: ID}, {lobby: true} or {blank: true} on the big screens, if the stage has still that `rev`; answers the stage. */
  putOnStage(stage) {
    return this.#call('PUT', '/stage', stage);
  }

  /**
   * Makes a new key, and every older one void; answers {token}. While nobody knows what became of the call, it is repeated under the same
   * id, for which the hub answers the same key.
   */
  async renewKey(id) {
    for (let wait = 1000; ; wait *= 2) {
      try {
        return await this.#call('POST', '/token', { id });
      } catch (e) {
        if (wait > LONGEST_WAIT_MS || !['offline', 'unavailable', 'busy'].includes(e.code)) throw e;
      }
      await new Promise((done) => setTimeout(done, wait));
    }
  }

  makePoll(poll) {
    return this.#call('POST', '/polls', poll);
  }

  changePoll(id, change) {
    return this.#call('PATCH', this.#poll(id), change);
  }

  /** Deletes a poll, if it has still that `rev`. */
  deletePoll(id, rev, keepalive) {
    return this.#call('DELETE', `${this.#poll(id)}?rev=${rev}`, undefined, keepalive);
  }

  /** Resets a poll, if it has still that `rev`; answers it. */
  resetPoll(id, rev, keepalive) {
    return this.#call('POST', `${this.#poll(id)}/reset`, { rev }, keepalive);
  }

  /** Makes a draft like the poll; answers it. */
  duplicatePoll(id) {
    return this.#call('POST', `${this.#poll(id)}/duplicate`, {});
  }

  /** Makes an entry of a moderated poll 'approved', 'starred' or 'hidden'. */
  markEntry(id, entry, state) {
    return this.#call('POST', `${this.#poll(id)}/entries/${encodeURIComponent(entry)}`, { state });
  }

  /** The same for several entries at once. */
  markEntries(id, entries, state) {
    return this.#call('POST', `${this.#poll(id)}/entries`, { entries, state });
  }

  /** Deletes the room with all that is in it. */
  deleteRoom() {
    return this.#call('DELETE', '');
  }

  /** All polls of the room as one file, a Blob. */
  exportRoom() {
    return call('GET', `${this.#room}/export`, { token: this.#token, accept: 'application/json' });
  }

  /** All results of the room as one table, a Blob. */
  exportResults() {
    return call('GET', `${this.#room}/results`, { token: this.#token, accept: 'text/csv' });
  }

  /** Makes the polls of such a file; answers {polls}. */
  importPolls(file) {
    return this.#call('POST', '/import', file);
  }

  /** A step in a poll's life: open, extend, close, reopen, reveal or hide. */
  act(id, action, body) {
    return this.#call('POST', `${this.#poll(id)}/${action}`, body ?? {});
  }

  /** Downloads 'result' or 'ballots' in a media type; answers a Blob. */
  download(id, what, type) {
    return call('GET', `${this.#room}${this.#poll(id)}/${what}`, { token: this.#token, accept: type });
  }

  #poll(id) {
    return `/polls/${encodeURIComponent(id)}`;
  }

  /** @param {boolean} [keepalive] the call is to outlast the page, which is being left */
  #call(method, path, body, keepalive = false) {
    return call(method, this.#room + path, { body, token: this.#token, keepalive });
  }
}

async function call(method, url, { body, token, accept, keepalive = false } = {}) {
  const headers = { Accept: accept ?? 'application/json, application/problem+json' };
  if (token) headers.Authorization = `Bearer ${token}`;
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  const giveUp = new AbortController();
  const timer = setTimeout(() => giveUp.abort(), GIVE_UP_AFTER_MS);
  try {
    const answer = await fetch(url, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: giveUp.signal,
      cache: 'no-store',
      keepalive,
    });
    if (!answer.ok) throw await problem(answer);
    if (accept) return await answer.blob();
    return answer.status === 204 ? null : await answer.json();
  } catch (e) {
    throw e instanceof ApiError ? e : new ApiError({ status: 0, code: 'offline' });
  } finally {
    clearTimeout(timer);
  }
}

async function problem(answer) {
  let body = {};
  try {
    body = await answer.json();
  } catch {
    // A proxy may answer in HTML; the status has to do then.
  }
  const retryAfterS = Number(answer.headers.get('Retry-After'));
  return new ApiError({ ...body, status: answer.status, retryAfterMs: retryAfterS ? retryAfterS * 1000 : undefined });
}
