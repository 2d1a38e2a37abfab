/** Keeps the display awake while the page is visible, where the browser supports it. Returns a function that stops it. */
export function keepDisplayAwake() {
  let lock = null;
  // The browser releases the lock when the page is hidden, so it is requested again whenever the page is shown.
  const request = async () => {
    if (document.visibilityState !== 'visible' || !navigator.wakeLock) return;
    try {
      lock = await navigator.wakeLock.request('screen');
    } catch {
      // Refused, for example because of a low battery; the page works without it.
    }
  };
  document.addEventListener('visibilitychange', request);
  request();
  return () => {
    document.removeEventListener('visibilitychange', request);
    lock?.release();
  };
}
