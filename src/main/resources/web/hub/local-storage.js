/**
 * Values that outlive the page, in localStorage. If the browser blocks storage, they are held in memory until the page is closed.
 */

const memory = new Map();

/** Stores a value; null or undefined removes it. */
export function writeStored(key, value) {
  memory.delete(key);
  try {
    if (value === null || value === undefined) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    if (value !== null && value !== undefined) memory.set(key, String(value));
  }
}

/** The stored value, or null. */
export function readStored(key) {
  if (memory.has(key)) return memory.get(key);
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Whether the value is stored beyond the life of the page. */
export function isPersistent(key) {
  return !memory.has(key);
}

/** Whether the browser allows storage. */
export function storageWorks() {
  try {
    localStorage.setItem('votehub.probe', '1');
    localStorage.removeItem('votehub.probe');
    return true;
  } catch {
    return false;
  }
}
