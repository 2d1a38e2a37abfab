/** The hub's report of a room, for those who have a key of it. */
import { call } from '../hub/api.js';

/** A long report on a slow network. */
const TIMEOUT_MS = 60_000;

const address = (code, query = '') => `/api/v1/rooms/${encodeURIComponent(code)}/report${query}`;

/** Resolves to the report; see `GET …/report`. */
export const readReport = (code, token) => call('GET', address(code), { token, timeoutMs: TIMEOUT_MS });

/** Resolves to the report as a file of a media type, a Blob. Its decimals are written as spreadsheets of this browser's reader expect them. */
export const downloadReport = (code, token, type) => call('GET', address(code, `?decimal=${decimalSign()}`), { token, accept: type, timeoutMs: TIMEOUT_MS });

/** What a spreadsheet takes for a decimal depends on the system's language, not on that of the page. */
function decimalSign(language = navigator.language) {
  const sign = new Intl.NumberFormat(language).formatToParts(1.5).find(({ type }) => type === 'decimal')?.value;
  return sign === ',' ? 'comma' : 'point';
}
