import { call } from '../hub/api.js';

/** Resolves to what every rule makes of a closed ranked poll; rejects with an `ApiError`. */
export function readComparison(code, poll, token) {
  return call('GET', `/api/v1/rooms/${encodeURIComponent(code)}/polls/${encodeURIComponent(poll)}/compare`, { token: token ?? undefined });
}
