/** The secrets of a member of a voter roll: the key in the link that was sent to them, and the code. Loaded only where one is used. */
import { createVoter } from '../hub/api.js';

/** The key in the page's address (`#k=…`), or null. It is removed from the address, so that it is neither shared nor bookmarked. */
export function memberKeyFromAddress() {
  const match = /^#k=([\w-]{1,64})$/.exec(location.hash);
  if (!match) return null;
  history.replaceState(null, '', location.pathname + location.search);
  return match[1];
}

/** Resolves to the token of the member whom a code or key identifies; rejects with the hub's refusal. */
export async function redeemCode(room, code) {
  return (await createVoter(room, code)).token;
}
