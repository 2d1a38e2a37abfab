/** Stores the rooms that this browser can present: their titles, when they were created and last presented, and their presenter keys. */
import { readStored, writeStored } from '../hub/local-storage.js';
import { presenterKey } from './presenter-key.js';

const LIST = 'votehub.rooms';
const MAX_ROOMS = 50;

const keysOf = (code) => [presenterKey(code), `votehub.presenter-others.${code}`];

/** [{code, title, madeAt, usedAt}], the last used first; rooms stored by earlier versions may lack the times. */
export function ownRooms() {
  try {
    return JSON.parse(readStored(LIST) ?? '[]').filter((room) => readStored(presenterKey(room.code)));
  } catch {
    return [];
  }
}

/** Stores a room that this browser presents now, with its presenter key. */
export function rememberRoom({ code, title, token }) {
  writeStored(presenterKey(code), token);
  const rooms = ownRooms();
  const known = rooms.find((room) => room.code === code);
  const now = Date.now();
  store([{ code, title, madeAt: known ? known.madeAt : now, usedAt: now }, ...rooms.filter((room) => room !== known)].slice(0, MAX_ROOMS));
}

/**
 * Forgets rooms and their presenter keys; the hub keeps the rooms.
 * @returns {() => void} restores them
 */
export function forgetRooms(codes) {
  const before = ownRooms();
  const keys = codes.flatMap(keysOf).map((key) => [key, readStored(key)]);
  store(before.filter(({ code }) => !codes.includes(code)));
  keys.forEach(([key]) => writeStored(key, null));
  return () => {
    keys.forEach(([key, value]) => writeStored(key, value));
    const back = before.filter(({ code }) => codes.includes(code));
    store([...back, ...ownRooms().filter(({ code }) => !codes.includes(code))].sort((one, other) => lastUse(other) - lastUse(one)));
  };
}

/** When a room was last presented, as far as is known. */
export const lastUse = ({ usedAt, madeAt }) => usedAt ?? madeAt ?? 0;

const store = (rooms) => writeStored(LIST, rooms.length ? JSON.stringify(rooms) : null);
