/** Room codes in addresses and as people type and read them. */

/** The room's code from the path of a page: the part after /r/, /present/, /moderate/ or /screen/. */
export function codeFromPath(pathname) {
  const part = pathname.split('/')[2] ?? '';
  try {
    return normalizeCode(decodeURIComponent(part));
  } catch {
    return normalizeCode(part);
  }
}

/** A code as the hub writes it, whatever its case, spaces and hyphens. */
export function normalizeCode(text) {
  return text.replace(/[\s-]/g, '').toUpperCase();
}

/** A code in two halves, as people read it aloud. */
export function formatCode(code) {
  return code.length === 6 ? `${code.slice(0, 3)} ${code.slice(3)}` : code;
}
