/**
 * Registers the service worker of the pages (`/sw.js`). To be called once a page has settled, because it costs requests. Returns its
 * registration; null where there is none: in frames of other sites, on plain http, in some private windows, and if storage is blocked.
 */
export async function registerWorker() {
  const { serviceWorker } = navigator;
  if (!serviceWorker || window.top !== window) return null;
  try {
    return (await serviceWorker.register('/sw.js')) ?? null;
  } catch {
    return null;
  }
}

/**
 * Tells the worker, and the one that waits to replace it, which files the page has loaded, so that it is there without a network. Each keeps
 * those of its own version.
 */
export async function keepLoadedFiles(registration) {
  const { active } = await navigator.serviceWorker.ready;
  const names = performance.getEntriesByType('resource').map(({ name }) => name);
  const files = [location.href, ...names.filter((name) => name.includes('/assets/'))];
  const tell = (worker) => worker?.postMessage({ type: 'keep', files });
  [active, registration.waiting].forEach(tell);
  registration.addEventListener('updatefound', () => tell(registration.installing));
}
