/** The hub's HTTP API. Every failed call rejects with an `ApiError` that carries the hub's code and field errors. */
export class ApiError extends Error {
  constructor({ status, code, detail, title, errors, current, challenge, retryAfterMs }) {
    super(detail || title || code || String(status));
    this.status = status;
    this.code = code ?? (status === 0 ? 'offline' : 'unavailable');
    /** [{pointer, detail}] */
    this.errors = errors ?? [];
    /** With the code 'conflict': the current poll or stage */
    this.current = current;
    /** With the code 'challenge': {by, work?}, what has to be shown first */
    this.challenge = challenge;
    this.retryAfterMs = retryAfterMs;
  }
}

const BASE = '/api/v1/rooms';
const JSON_TYPE = 'application/json';
// On bad Wi-Fi a call may hang; a presenter must get an error message instead.
const TIMEOUT_MS = 10_000;
/** For a picture on a slow network, and others that are converted before it. */
const UPLOAD_TIMEOUT_MS = 60_000;
const RETRY_DELAY_MAX_MS = 8000;

/** Creates a room; resolves to {code, title, token, joinUrl}. */
export function createRoom(title) {
  return call('POST', BASE, { body: { title } });
}

/** Reads a room; anyone may. */
export function readRoom(code, token) {
  return call('GET', `${BASE}/${encodeURIComponent(code)}`, { token });
}

/** Makes a voter of a room; resolves to {voter, token}: with a code, to the member of a voter roll whom it identifies. */
export function createVoter(room, code) {
  return call('POST', `${BASE}/${encodeURIComponent(room)}/voters`, { body: { code } });
}

/** Reads what a key of a room allows; resolves to {role, owner}. */
export function readKey(code, key) {
  return call('GET', `${BASE}/${encodeURIComponent(code)}/token`, { token: key });
}

/** What a key is to a room: 'good' (it leads it), 'viewer' (it only shows results), 'bad', or 'unknown' if the hub cannot be asked now. */
export async function checkKey(code, key) {
  try {
    return (await readKey(code, key)).role === 'presenter' ? 'good' : 'viewer';
  } catch ({ code: why }) {
    return ['bad-token', 'forbidden'].includes(why) ? 'bad' : 'unknown';
  }
}

/** The URL of the QR code's image. */
export function qrUrl(code) {
  return `${BASE}/${encodeURIComponent(code)}/qr.svg`;
}

/** The calls that a room's presenter may make. */
export class PresenterApi {
  #roomUrl;
  #token;

  constructor(code, token) {
    this.#roomUrl = `${BASE}/${encodeURIComponent(code)}`;
    this.#token = token;
  }

  /** Updates {title?, polls?: ids in their new order}. */
  updateRoom(change) {
    return this.#call('PATCH', '', change);
  }

  /** Sets the stage to {poll: ID}, {lobby: true} or {blank: true}, if it still has that `rev`; resolves to the new stage. */
  putStage(stage) {
    return this.#call('PUT', '/stage', stage);
  }

  /**
   * Creates a new presenter key and revokes all earlier ones; resolves to {token}. If the outcome of a call is unknown, it is repeated with
   * the same id, for which the hub returns the same key.
   */
  async renewKey(id) {
    for (let delayMs = 1000; ; delayMs *= 2) {
      try {
        return await this.#call('POST', '/token', { id });
      } catch (e) {
        if (delayMs > RETRY_DELAY_MAX_MS || !['offline', 'unavailable', 'busy'].includes(e.code)) throw e;
      }
      await new Promise((done) => setTimeout(done, delayMs));
    }
  }

  /** Changes whom the room lets in, {passcode?: boolean, locked?: boolean}; resolves to {passcode?, locked, removed, rev}. */
  changeAdmission(rules) {
    return this.#call('PUT', '/admission', rules);
  }

  /** Changes what becomes of unwanted words; resolves to {mode, languages, words, exceptions, rev}. */
  changeWordRules(change) {
    return this.#call('PUT', '/word-rules', change);
  }

  /** Changes the reactions that the room offers, {emoji?: string[], toVoters?: boolean}; resolves to {emoji, toVoters}. */
  changeReactions(change) {
    return this.#call('PUT', '/reactions', change);
  }

  /** Replaces the sites that may show the room in a frame, {origins: string[]}; resolves to the same as the hub writes it. */
  changeEmbedding(embedding) {
    return this.#call('PUT', '/embed', embedding);
  }

  /** Resolves to who plays quizzes, at most 500: {rules, players: [{voter, name, named, team?}], next?}. */
  players() {
    return this.#call('GET', '/players');
  }

  /** Resolves to the leaderboard, at most 200 players: {of, entries: [{rank, name, points, team?}], teams: [{id, rank, points}]}. */
  leaderboard() {
    return this.#call('GET', '/leaderboard');
  }

  /** Resolves to the points of all players as a table, a Blob. */
  exportPoints() {
    return call('GET', `${this.#roomUrl}/leaderboard`, { token: this.#token, accept: 'text/csv' });
  }

  /** Replaces how players are called and in which teams, {names, language, teams, choose, rev}; resolves to the new rules. */
  changePlayers(rules) {
    return this.#call('PUT', '/players', rules);
  }

  /** Renames a player; resolves to {voter, name, named, team?}. */
  renamePlayer(voter, name) {
    return this.#call('PATCH', `/players/${encodeURIComponent(voter)}`, { name });
  }

  /** Removes the voter who wrote an entry; resolves as `changeAdmission`. */
  removeAuthor(poll, entry) {
    return this.#call('POST', '/removed', { poll, entry });
  }

  /** Lets all removed voters come back; resolves as `changeAdmission`. */
  readmitVoters() {
    return this.#call('DELETE', '/removed');
  }

  /** Resolves to who has a role by an account: {people: [{id, mail, name?, role}], invited: [{id, mail, role, invitedAt}]}. */
  listPeople() {
    return this.#call('GET', '/people');
  }

  /** Invites {mail, role}; 'owner' hands the room over. */
  invitePerson(person) {
    return this.#call('POST', '/people', person);
  }

  changePerson(id, role) {
    return this.#call('PATCH', `/people/${encodeURIComponent(id)}`, { role });
  }

  /** Takes a role or an invitation back. */
  removePerson(id) {
    return this.#call('DELETE', `/people/${encodeURIComponent(id)}`);
  }

  /** Resolves to the keys of those who help: {keys: [{id, role, label, createdAt}]}. */
  listKeys() {
    return this.#call('GET', '/keys');
  }

  /** Adds a key {role, label?}; resolves to it, with its token. */
  addKey(key) {
    return this.#call('POST', '/keys', key);
  }

  revokeKey(id) {
    return this.#call('DELETE', `/keys/${encodeURIComponent(id)}`);
  }

  /** Resolves to the running order: {rev, steps, state, current?, turn?, next?, now}. */
  readAgenda() {
    return this.#call('GET', '/agenda');
  }

  /** Replaces the steps of the running order, if it still has that `rev`; resolves to it. */
  writeAgenda(steps, rev) {
    return this.#call('PUT', `/agenda?rev=${rev}`, steps);
  }

  /** Calls 'run', 'pause', 'next' or 'stop' of the running order; resolves to it. */
  agendaStep(step, body = {}) {
    return this.#call('POST', `/agenda/${step}`, body);
  }

  /** Resolves to the webhooks of the room: {webhooks: [{id, url, events, createdAt, ended}]}. */
  listWebhooks() {
    return this.#call('GET', '/webhooks');
  }

  /** Adds a webhook {url, events}; resolves to it, with its secret. */
  addWebhook(webhook) {
    return this.#call('POST', '/webhooks', webhook);
  }

  removeWebhook(id) {
    return this.#call('DELETE', `/webhooks/${encodeURIComponent(id)}`);
  }

  /** Replaces the secret of a webhook; resolves to the webhook, with its new secret. */
  rotateWebhook(id) {
    return this.#call('POST', `/webhooks/${encodeURIComponent(id)}/secret`);
  }

  /** Resolves to what a webhook was told: {deliveries: [{id, event, at, state, attempts, …}]}. */
  listDeliveries(id) {
    return this.#call('GET', `/webhooks/${encodeURIComponent(id)}/deliveries`);
  }

  /** Sends a delivery again; resolves to it. */
  repeatDelivery(id, delivery) {
    return this.#call('POST', `/webhooks/${encodeURIComponent(id)}/deliveries/${encodeURIComponent(delivery)}/again`);
  }

  /** Starts a rehearsal with that many simulated phones; resolves to its state, as `readRehearsal`. */
  startRehearsal(voters) {
    return this.#call('POST', '/rehearsal', { voters });
  }

  /** Resolves to {state, possible, …}. */
  readRehearsal() {
    return this.#call('GET', '/rehearsal');
  }

  stopRehearsal() {
    return this.#call('DELETE', '/rehearsal');
  }

  /** Resolves to the voter rolls of the room: [{id, title, members, weight}]. */
  async listRolls() {
    return (await this.#call('GET', '/electorates')).electorates;
  }

  /** Sends a picture, a JPEG or PNG blob; resolves to {id, url, width, height}. */
  addImage(blob) {
    return call('POST', `${this.#roomUrl}/images`, { body: blob, type: blob.type, token: this.#token, timeoutMs: UPLOAD_TIMEOUT_MS });
  }

  createPoll(poll) {
    return this.#call('POST', '/polls', poll);
  }

  updatePoll(id, change) {
    return this.#call('PATCH', this.#pollPath(id), change);
  }

  /** Deletes a poll, if it still has that `rev`. */
  deletePoll(id, rev, keepalive) {
    return this.#call('DELETE', `${this.#pollPath(id)}?rev=${rev}`, undefined, keepalive);
  }

  /** Resets a poll, if it still has that `rev`; resolves to it. */
  resetPoll(id, rev, keepalive) {
    return this.#call('POST', `${this.#pollPath(id)}/reset`, { rev }, keepalive);
  }

  /** Copies a poll as a draft; resolves to the copy. */
  duplicatePoll(id) {
    return this.#call('POST', `${this.#pollPath(id)}/duplicate`, {});
  }

  /** Sets an entry of a moderated poll to 'approved', 'starred' or 'hidden'. */
  setEntryState(id, entry, state) {
    return this.#call('POST', `${this.#pollPath(id)}/entries/${encodeURIComponent(entry)}`, { state });
  }

  /** Changes a question from the floor: {state}, {pinned} or {reply}. */
  changeEntry(id, entry, change) {
    return this.#call('POST', `${this.#pollPath(id)}/entries/${encodeURIComponent(entry)}`, change);
  }

  /** The same as `setEntryState` for several entries at once. */
  setEntryStates(id, entries, state) {
    return this.#call('POST', `${this.#pollPath(id)}/entries`, { entries, state });
  }

  /** Deletes the room and everything in it. */
  deleteRoom() {
    return this.#call('DELETE', '');
  }

  /** Resolves to all polls of the room as one file, a Blob. */
  exportRoom() {
    return call('GET', `${this.#roomUrl}/export`, { token: this.#token, accept: 'application/json' });
  }

  /** Resolves to all results of the room as one table, a Blob. */
  exportResults() {
    return call('GET', `${this.#roomUrl}/results`, { token: this.#token, accept: 'text/csv' });
  }

  /** Creates the polls of an exported file; resolves to {polls}. */
  importPolls(file) {
    return this.#call('POST', '/import', file);
  }

  /** Changes a poll's state: open, extend, close, reopen, reveal or hide. */
  pollAction(id, action, body) {
    return this.#call('POST', `${this.#pollPath(id)}/${action}`, body ?? {});
  }

  /** Resolves to a poll's 'result' or 'ballots' in a media type, a Blob. */
  download(id, what, type) {
    return call('GET', `${this.#roomUrl}${this.#pollPath(id)}/${what}`, { token: this.#token, accept: type });
  }

  #pollPath(id) {
    return `/polls/${encodeURIComponent(id)}`;
  }

  /** @param {boolean} [keepalive] the call must complete even if the page is being left */
  #call(method, path, body, keepalive = false) {
    return call(method, this.#roomUrl + path, { body, token: this.#token, keepalive });
  }
}

/** Makes a call; rejects with an `ApiError`. A body of another `type` than JSON is sent as it is. */
export async function call(method, url, { body, token, accept, keepalive = false, type = JSON_TYPE, timeoutMs = TIMEOUT_MS, proof } = {}) {
  const headers = { Accept: accept ?? 'application/json, application/problem+json' };
  if (proof) headers['Votehub-Proof'] = proof;
  if (token) headers.Authorization = `Bearer ${token}`;
  if (body !== undefined) headers['Content-Type'] = type;
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), timeoutMs);
  try {
    const response = await fetch(url, {
      method,
      headers,
      body: type === JSON_TYPE && body !== undefined ? JSON.stringify(body) : body,
      signal: controller.signal,
      cache: 'no-store',
      keepalive,
    });
    if (!response.ok) throw await toApiError(response);
    if (accept) return await response.blob();
    return response.status === 204 ? null : await response.json();
  } catch (e) {
    throw e instanceof ApiError ? e : new ApiError({ status: 0, code: 'offline' });
  } finally {
    clearTimeout(timer);
  }
}

async function toApiError(response) {
  let body = {};
  try {
    body = await response.json();
  } catch {
    // A proxy may answer in HTML; then only the status is known.
  }
  const retryAfterS = Number(response.headers.get('Retry-After'));
  return new ApiError({ ...body, status: response.status, retryAfterMs: retryAfterS ? retryAfterS * 1000 : undefined });
}
