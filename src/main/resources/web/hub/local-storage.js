/**
 * What the browser keeps between visits, and what the address says. Storage can be forbidden; then what is to be kept is kept as long as the
 * page is open, and a presenter's key in the address.
 */

const memory = new Map();

/** The room's code as the address has it: the part after /r/, /present/ or /screen/. */
export function codeFromPath(pathname) {
  const part = pathname.split('/')[2] ?? '';
  try {
    return normalCode(decodeURIComponent(part));
  } catch {
    return normalCode(part);
  }
}

/** A code as the hub writes it: case, spaces and hyphens say nothing. */
export function normalCode(text) {
  return text.replace(/[\s-]/g, '').toUpperCase();
}

/** A code in two halves, as people read it aloud. */
export function spokenCode(code) {
  return code.length === 6 ? `${code.slice(0, 3)} ${code.slice(3)}` : code;
}

export function keep(key, value) {
  memory.delete(key);
  try {
    if (value === null || value === undefined) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    if (value !== null && value !== undefined) memory.set(key, String(value));
  }
}

/** Whether what is kept outlasts the page. */
export function outlasts(key) {
  return !memory.has(key);
}

export function kept(key) {
  if (memory.has(key)) return memory.get(key);
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export const presenterKey = (code) => `votehub.presenter.${code}`;

/** The address of the presenter's page of a room whose key was kept; with the key in the fragment, which no server hears of, if it has to be. */
export function presenterAddress(code) {
  const key = presenterKey(code);
  return `/present/${code}${outlasts(key) ? '' : keyFragment(kept(key))}`;
}

const keyFragment = (key) => `#key=${encodeURIComponent(key)}`;

/**
 * A presenter's key that came in the address (`#key=…`), which is taken out of the address at once, if there is another place to keep it;
 * null if there was none. Anybody can make such a link, so nothing is stored here: see `KeyRing`.
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

/** Puts the key that leads into the address, so that a reload or a bookmark has it. */
export function keyIntoAddress(key) {
  if (location.hash !== keyFragment(key)) history.replaceState(null, '', location.pathname + location.search + keyFragment(key));
}

function storageWorks() {
  try {
    localStorage.setItem('votehub.probe', '1');
    localStorage.removeItem('votehub.probe');
    return true;
  } catch {
    return false;
  }
}
