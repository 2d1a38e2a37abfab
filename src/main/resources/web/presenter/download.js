const FILE_EXTENSIONS = { 'text/csv': 'csv', 'application/json': 'json', 'application/x-ndjson': 'ndjson', 'image/png': 'png', 'image/svg+xml': 'svg' };

/** Downloads a blob as a file; does nothing without one. */
export function downloadBlob(blob, name, type) {
  if (!blob) return;
  // Excel reads CSV as UTF-8 only with a byte order mark.
  saveBlob(type === 'text/csv' ? new Blob(['\ufeff', blob], { type }) : blob, name, type);
}

/** Downloads a blob as it is. */
export function saveBlob(blob, name, type) {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = `${name}.${FILE_EXTENSIONS[type] ?? 'txt'}`;
  link.click();
  // Safari reads the blob after the click has returned.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
