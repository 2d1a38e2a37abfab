/** What ties a hub to a page: where it is, and everything that may have put the device to sleep. */

/** Where the hub of this page listens. */
export function hubUrl(location) {
  return `${location.protocol === 'https:' ? 'wss:' : 'ws:'}//${location.host}/ws`;
}

/** Tells the hub about everything that may have put the device to sleep. Returns how to undo it. */
export function wakeWith(hub, window) {
  const wake = () => {
    if (window.document.visibilityState === 'visible') hub.wake();
  };
  const stops = [
    [window.document, 'visibilitychange'],
    [window, 'online'],
    [window, 'offline'],
    [window, 'pageshow'],
  ].map(([target, name]) => {
    target.addEventListener(name, wake);
    return () => target.removeEventListener(name, wake);
  });
  return () => stops.forEach((stop) => stop());
}
