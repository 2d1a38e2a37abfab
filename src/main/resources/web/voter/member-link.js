/** The secrets of a member of a voter roll: the key in the link that was sent to them, and the code. Loaded only where one is used. */
import { createVoter } from '../hub/api.js';

const RETRY_BASE_MS = 1_000;
const RETRY_MAX_MS = 15_000;

/**
 * Makes the page's voter the member whom the key in its address (`#k=…`) identifies. The key is removed from the address, so that it is
 * neither shared nor bookmarked; so the hub is asked until it answers. Where it refuses the key, the page asks for the code.
 */
export async function useMemberLink(store) {
  const key = /^#k=([\w-]{1,64})$/.exec(location.hash)?.[1];
  if (!key) return;
  history.replaceState(null, '', location.pathname + location.search);
  for (let waitMs = RETRY_BASE_MS; ; waitMs = Math.min(RETRY_MAX_MS, waitMs * 2)) {
    try {
      store.useVoterToken(await redeemCode(store.room.code, key));
      return;
    } catch ({ status, retryAfterMs }) {
      if (status >= 400 && status < 500 && status !== 429) return;
      // At random, or all whom an outage met would come at once.
      const afterMs = Math.max(waitMs, retryAfterMs ?? 0) * (1 + Math.random());
      await new Promise((resume) => setTimeout(resume, afterMs));
    }
  }
}

/** Resolves to the token of the member whom a code or key identifies; rejects with the hub's refusal. */
export async function redeemCode(room, code) {
  return (await createVoter(room, code)).token;
}
