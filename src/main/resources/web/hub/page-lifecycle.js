/** Connects a page to its hub: the hub's URL, and the events after which the connection must be checked. */

/** The WebSocket URL of the hub that serves this page. */
export function hubUrl(location) {
  return `${location.protocol === 'https:' ? 'wss:' : 'ws:'}//${location.host}/ws`;
}

/** Wakes the connection after each event that may have ended a sleep of the device or a network outage. Returns a function that stops it. */
export function wakeOnPageEvents(connection, window) {
  const wake = () => {
    if (window.document.visibilityState === 'visible') connection.wake();
  };
  const removers = [
    [window.document, 'visibilitychange'],
    [window, 'online'],
    [window, 'offline'],
    [window, 'pageshow'],
  ].map(([target, name]) => {
    target.addEventListener(name, wake);
    return () => target.removeEventListener(name, wake);
  });
  return () => removers.forEach((remove) => remove());
}
