/**
 * The part of the service worker that sends votes which could not be sent while their page was open. They wait in IndexedDB, each with its
 * id and the voter's token, until a sync event says that there is a network. A page has the last word: it replaces the votes of its room by
 * those that are still unanswered, and while it is in sight it sends them itself.
 *
 * A vote is thrown away once the hub has counted or refused it, and after its time. The page sends it again when it is opened, and
 * so learns what became of it; the hub knows it by voter and ballot, and counts it once.
 *
 * From the pages: {type: 'votes', room, token, votes: [{id, poll, run, ballot, mark, until}]}, all that are unanswered in the room.
 */
const SYNC_TAG = 'votehub-votes';
const MAX_VOTES = 50;
const ANSWER_TIMEOUT_MS = 15_000;

/** The requests that are under way, by room. */
const underWay = new Map();

self.addEventListener('message', (event) => {
  if (event.data?.type === 'votes') event.waitUntil(replaceVotes(event.data));
});
self.addEventListener('sync', (event) => {
  if (event.tag === SYNC_TAG) event.waitUntil(sendVotes());
});

async function replaceVotes({ room, token, votes }) {
  underWay.get(room)?.abort();
  const kept = await withVotes('readwrite', (store) => {
    store.delete(IDBKeyRange.bound([room], [room, []]));
    for (const vote of votes.slice(-MAX_VOTES)) store.put({ ...vote, room, token });
    return store.count();
  });
  if (kept > MAX_VOTES) await removeOldest(kept - MAX_VOTES);
  if (votes.length) await self.registration.sync.register(SYNC_TAG);
}

async function removeOldest(count) {
  const votes = await withVotes('readonly', (store) => store.getAll());
  const oldest = votes.sort((a, b) => a.until - b.until).slice(0, count);
  await withVotes('readwrite', (store) => oldest.forEach(({ room, poll }) => store.delete([room, poll])));
}

async function sendVotes() {
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const inSight = new Set(pages.filter(({ visibilityState }) => visibilityState === 'visible').map(({ url }) => new URL(url).pathname));
  let failed = 0;
  for (const key of await withVotes('readonly', (store) => store.getAllKeys())) {
    const vote = await withVotes('readonly', (store) => store.get(key));
    if (!vote || inSight.has(`/r/${vote.room}`)) continue;
    if (vote.until < Date.now() || (await isAnswered(vote))) await remove(vote);
    else failed++;
  }
  // The browser then tries again later.
  if (failed) throw new Error(`${failed} votes could not be sent`);
}

/** Whether the hub has counted or refused the vote. */
async function isAnswered(vote) {
  let status = await send(vote);
  // A hub of a version without marks refuses the field; the vote counts without it.
  if (status === 422 && vote.mark) status = await send({ ...vote, mark: undefined });
  return status > 0 && status < 500 && status !== 408 && status !== 429;
}

/** The status of the hub's answer; 0 if there is none. */
async function send({ room, token, poll, id, run, ballot, mark }) {
  const aborter = new AbortController();
  const timer = setTimeout(() => aborter.abort(), ANSWER_TIMEOUT_MS);
  underWay.set(room, aborter);
  try {
    const { status } = await fetch(`/api/v1/rooms/${room}/polls/${encodeURIComponent(poll)}/ballots`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ id, run, ballot, mark }),
      credentials: 'omit',
      signal: aborter.signal,
    });
    return status;
  } catch {
    return 0;
  } finally {
    clearTimeout(timer);
    underWay.delete(room);
  }
}

/** Removes a vote, but not one that has replaced it meanwhile. */
function remove({ room, poll, id }) {
  return withVotes('readwrite', (store) => {
    const reading = store.get([room, poll]);
    reading.onsuccess = () => reading.result?.id === id && store.delete([room, poll]);
  });
}

/** Runs one transaction on the votes; resolves to the result of the request that `run` returns, if it returns one. */
async function withVotes(mode, run) {
  const database = await new Promise((resolve, reject) => {
    const opening = indexedDB.open('votehub', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('votes', { keyPath: ['room', 'poll'] });
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction('votes', mode);
      const request = run(transaction.objectStore('votes'));
      transaction.oncomplete = () => resolve(request?.result);
      transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}
