/** Keeps the screen awake while the page is looked at. Returns how to stop. Does nothing where the browser cannot. */
export function stayAwake() {
  let lock = null;
  // The browser lets go of the lock whenever the page is hidden, so it is asked for again each time it is shown.
  const hold = async () => {
    if (document.visibilityState !== 'visible' || !navigator.wakeLock) return;
    try {
      lock = await navigator.wakeLock.request('screen');
    } catch {
      // A low battery or a policy forbids it; the page works all the same.
    }
  };
  document.addEventListener('visibilitychange', hold);
  hold();
  return () => {
    document.removeEventListener('visibilitychange', hold);
    lock?.release();
  };
}
