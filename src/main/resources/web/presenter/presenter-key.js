/** A room's presenter key, the token that allows a browser to present it: where it is stored, and how it travels in addresses. */
import { isPersistent, readStored, storageWorks } from '../hub/local-storage.js';

/** The storage key under which a room's presenter key is stored. */
export const presenterKey = (code) => `votehub.presenter.${code}`;

/** The storage key under which a key is stored that only shows the results of a room. */
export const viewerKey = (code) => `votehub.viewer.${code}`;

/** The storage key under which a key is stored that moderates a room. */
export const moderatorKey = (code) => `votehub.moderator.${code}`;

/**
 * The address of a room's presenter page. If the browser blocks storage, it has the presenter key in its fragment, which is not sent to any
 * server.
 */
export function presenterAddress(code) {
  const key = presenterKey(code);
  return `/present/${code}${isPersistent(key) ? '' : keyFragment(readStored(key))}`;
}

/** The address of a room's report, with the key where the browser blocks storage. */
export function reportAddress(code) {
  const key = presenterKey(code);
  return `/report/${code}${isPersistent(key) ? '' : keyFragment(readStored(key))}`;
}

const keyFragment = (key) => `#key=${encodeURIComponent(key)}`;

/**
 * The presenter key in the page's address (`#key=…`), or null. If storage works, the key is removed from the address at once. It is not
 * stored here, because anybody can make such a link: see `KeyRing`.
 */
export function keyFromAddress() {
  const match = /^#key=(.+)$/.exec(location.hash);
  if (!match) return null;
  if (storageWorks()) history.replaceState(null, '', location.pathname + location.search);
  try {
    return decodeURIComponent(match[1]);
  } catch {
    return match[1];
  }
}

/** Puts the presenter key into the page's address, so that a reload or a bookmark has it. */
export function keyIntoAddress(key) {
  if (location.hash !== keyFragment(key)) history.replaceState(null, '', location.pathname + location.search + keyFragment(key));
}
