const ENDINGS = { 'text/csv': 'csv', 'application/json': 'json', 'application/x-ndjson': 'ndjson' };

/** Saves a blob as a file; nothing happens without one. */
export function saveAs(blob, name, type) {
  if (!blob) return;
  // Excel reads a table as UTF-8 only if it begins so.
  const url = URL.createObjectURL(type === 'text/csv' ? new Blob(['\ufeff', blob], { type }) : blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = `${name}.${ENDINGS[type] ?? 'txt'}`;
  link.click();
  // Safari reads the blob after the click has returned.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
