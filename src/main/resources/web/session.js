/** What the browser keeps between visits, and what the address says. Storage can be forbidden; then nothing is kept. */

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

/** Whether the text can be a code at all. */
export function looksLikeCode(text) {
  return /^[23456789ABCDEFGHJKMNPQRSTVWXYZ]{6}$/.test(normalCode(text));
}

/** A code in two halves, as people read it aloud. */
export function spokenCode(code) {
  return code.length === 6 ? `${code.slice(0, 3)} ${code.slice(3)}` : code;
}

export function keep(key, value) {
  try {
    if (value === null || value === undefined) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // Nothing to keep it in.
  }
}

export function kept(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export const presenterKey = (code) => `votehub.presenter.${code}`;

/** Rooms this browser can present: [{code, title, madeAt}], newest first. */
export function ownRooms() {
  try {
    return JSON.parse(kept('votehub.rooms') ?? '[]').filter((room) => kept(presenterKey(room.code)));
  } catch {
    return [];
  }
}

/** Remembers a room that this browser can present, with its token. */
export function rememberRoom({ code, title, token }) {
  keep(presenterKey(code), token);
  const others = ownRooms().filter((room) => room.code !== code);
  keep('votehub.rooms', JSON.stringify([{ code, title, madeAt: Date.now() }, ...others].slice(0, 20)));
}

/** Forgets a room that is gone, and every key of it. */
export function forgetRoom(code) {
  keep(presenterKey(code), null);
  keep(`votehub.presenter-others.${code}`, null);
  keep('votehub.rooms', JSON.stringify(ownRooms().filter((room) => room.code !== code)));
}

/**
 * A presenter's key that came in the address (`#key=…`), which is taken out of the address at once; null if there was none. Anybody can
 * make such a link, so nothing is stored here: see `KeyRing`.
 */
export function keyFromAddress() {
  const match = /^#key=(.+)$/.exec(location.hash);
  if (!match) return null;
  history.replaceState(null, '', location.pathname + location.search);
  try {
    return decodeURIComponent(match[1]);
  } catch {
    return match[1];
  }
}
