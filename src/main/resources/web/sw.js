/**
 * The service worker of the voter's page, the home page and the page that verifies, so that they are there without a network. Static files come from its cache,
 * because their addresses name their content. A page comes from the hub; after 3 s, without a network, or while the hub is down, a room is
 * shown by the page's shell, which knows by itself what the room had (see voter/offline.js), and the other two as they were last.
 *
 * It leaves alone whatever is not named here: the API and WebSockets, and the pages of those who lead, of frames and of accounts, because
 * they are worth nothing without the hub, and some show what must not be kept.
 *
 * It never reloads a page. A new version waits until the pages of the old one are closed, or until a page of the new version says that it
 * is the only one. The cache holds one version's files, and the shell.
 *
 * It shows what the hub tells by push: {room, title, poll, question} of a poll that has opened.
 *
 * A page tells it {type: 'keep', files: [address, …]}: what it had loaded before the worker was there.
 */
const FOLDER = '{{assets}}/';
const CACHE = `votehub ${FOLDER}`;
const SHELL = '/shell';
const HOME = '/';
const VERIFY = '/verify';
const PAGE_TIMEOUT_MS = 3_000;

importScripts(`${FOLDER}worker/votes.js`);

self.addEventListener('install', (event) => event.waitUntil(installShell()));
self.addEventListener('activate', (event) => event.waitUntil(takeOver()));

self.addEventListener('fetch', (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== 'GET' || origin !== location.origin) return;
  if (pathname.startsWith('/assets/')) event.respondWith(file(event, pathname));
  else if (mode === 'navigate' && (pathname === HOME || pathname === VERIFY)) event.respondWith(page(event, pathname));
  else if (mode === 'navigate' && /^\/r\/[^/]+$/.test(pathname)) event.respondWith(page(event, SHELL));
});

self.addEventListener('push', (event) => event.waitUntil(announce(event.data.json())));
self.addEventListener('notificationclick', (event) => event.waitUntil(follow(event.notification)));

self.addEventListener('message', (event) => {
  if (event.data?.type === 'keep') event.waitUntil(keep(event.data.files));
});

async function installShell() {
  const cache = await caches.open(CACHE);
  await cache.add(SHELL);
}

async function takeOver() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith('votehub ') && name !== CACHE).map((name) => caches.delete(name)));
  // The hub is asked while the worker is still being started.
  await self.registration.navigationPreload?.enable();
  await self.clients.claim();
}

async function file(event, pathname) {
  const kept = await caches.match(pathname, { ignoreVary: true });
  if (kept) return kept;
  const answer = await fetch(event.request);
  if (answer.ok && pathname.startsWith(FOLDER)) event.waitUntil(put(pathname, answer.clone()));
  return answer;
}

async function page(event, name) {
  const loading = Promise.resolve(event.preloadResponse).then((preloaded) => preloaded ?? fetch(event.request));
  event.waitUntil(loading.then((answer) => name !== SHELL && answer.ok && put(name, answer.clone())).catch(() => {}));
  const kept = await caches.match(name, { cacheName: CACHE, ignoreVary: true });
  if (!kept) return loading;
  const late = new Promise((done) => setTimeout(done, PAGE_TIMEOUT_MS, kept));
  return Promise.race([loading.then((answer) => (answer.status >= 500 ? kept : answer)), late]).catch(() => kept);
}

const isPage = (path) => path === HOME || path === VERIFY;

/** Keeps files of this version; they come from the browser's own cache, so that nothing is loaded twice. */
async function keep(files) {
  const cache = await caches.open(CACHE);
  const paths = new Set(files.map((address) => new URL(address, location.origin).pathname).filter((path) => isPage(path) || path.startsWith(FOLDER)));
  await Promise.allSettled([...paths].map(async (path) => (await cache.match(path, { ignoreVary: true })) ?? cache.add(path)));
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if ([...paths].some((path) => !isPage(path)) && windows.length === 1) await self.skipWaiting();
}

async function put(path, answer) {
  const cache = await caches.open(CACHE);
  await cache.put(path, answer);
}

/** A poll has opened (RFC 8030): of the same poll a later message takes the place of the one before. */
function announce({ room, title, poll, question }) {
  return self.registration.showNotification(title || room, { body: question, tag: `poll ${poll}`, icon: `${FOLDER}icon-192.png`, data: { room } });
}

/** Shows the room: in the window that has it, or in another. */
async function follow(notification) {
  notification.close();
  const address = new URL(`/r/${encodeURIComponent(notification.data.room)}`, location.origin).href;
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const there = windows.find(({ url }) => url.split(/[?#]/)[0] === address);
  return there ? there.focus() : self.clients.openWindow(address);
}
