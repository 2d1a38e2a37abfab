/** The calls of accounts. The proof is a cookie that pages cannot read. */
import { call as plainCall } from './api.js';
import { makePasskey, usePasskey } from './passkeys.js';

const SESSION = '/api/v1/session';
const ACCOUNT = '/api/v1/account';

/** Where much went wrong at this address, the hub asks for a proof of work first: it takes the browser a second or two. */
async function call(method, url, options = {}) {
  try {
    return await plainCall(method, url, options);
  } catch (e) {
    const work = e.code === 'challenge' && e.challenge?.work;
    if (!work) throw e;
    const { solve } = await import('./proof-of-work.js');
    const proof = await solve(work);
    if (!proof) throw e;
    return plainCall(method, url, { ...options, proof });
  }
}

/** Resolves to {secure, registration, mail, signedIn, providers: [{id, name}], passkeyDomain?, second?}. */
export const readSession = () => call('GET', SESSION);
export const signIn = (mail, password) => call('POST', SESSION, { body: { mail, password } });
/** Proves the second factor, or again that the owner is there: {code} or {password}. */
export const prove = (proof) => call('POST', `${SESSION}/second`, { body: proof });
/** Proves it by a passkey; for 'sign-in', 'second' or 'step-up'. Rejects with a DOMException, too. */
export async function proveByPasskey(reason) {
  const options = await call('POST', `${SESSION}/passkey/challenge`, { body: { for: reason } });
  return sendPasskey(await usePasskey(options));
}
/** Offers passkeys to sign in, until `signal`; resolves to the credential for `sendPasskey`. Nobody asked for it, so it does no work for the hub. */
export async function offerPasskeys(signal) {
  const options = await plainCall('POST', `${SESSION}/passkey/challenge`, { body: { for: 'sign-in' } });
  return usePasskey(options, { mediation: 'conditional', signal });
}
export const sendPasskey = (credential) => call('POST', `${SESSION}/passkey`, { body: { credential } });
export const signOut = () => call('DELETE', SESSION);

/** Resolves to {id} of the account, or to {confirm} if a mail was sent. */
export const register = (mail, password, name) => call('POST', ACCOUNT, { body: name ? { mail, password, name } : { mail, password } });
export const confirmAddress = (token) => call('POST', `${ACCOUNT}/confirm`, { body: { token } });
export const askForReset = (mail) => call('POST', `${ACCOUNT}/reset`, { body: { mail } });
/** The second factor is {code} or {credential}. */
export const resetPassword = (token, password, second = {}) => call('PUT', `${ACCOUNT}/reset`, { body: { token, password, ...second } });
/** Resolves to the options for `resetByPasskey`; its `allowCredentials` are the passkeys of the account. */
export const beginResetProof = (token) => call('POST', `${SESSION}/passkey/challenge`, { body: { for: 'reset', token } });
/** Rejects with a DOMException, too. */
export const resetByPasskey = async (token, password) => resetPassword(token, password, { credential: await usePasskey(await beginResetProof(token)) });

export const readAccount = () => call('GET', ACCOUNT);
export const changePassword = (password) => call('PUT', `${ACCOUNT}/password`, { body: { password } });
/** Resolves to {secret, uri, qr}. */
export const beginTotp = () => call('POST', `${ACCOUNT}/totp`);
/** Resolves to {recoveryCodes}. */
export const confirmTotp = (code) => call('PUT', `${ACCOUNT}/totp`, { body: { code } });
export const removeTotp = () => call('DELETE', `${ACCOUNT}/totp`);
export const newRecoveryCodes = () => call('POST', `${ACCOUNT}/totp/recovery`);
/** Ends a session by its id, or all but this one by 'others'. */
export const endSession = (id) => call('DELETE', `${ACCOUNT}/sessions/${encodeURIComponent(id)}`);

/** Resolves to {confirm} if the new address has to confirm, to nothing if it is changed. */
export const changeMail = (mail) => call('POST', `${ACCOUNT}/mail`, { body: { mail } });
export const confirmMail = (token) => call('PUT', `${ACCOUNT}/mail`, { body: { token } });
export const undoMail = (token) => call('PUT', `${ACCOUNT}/mail/undo`, { body: { token } });
/** Resolves to all data of the account. */
export const exportAccount = () => call('GET', `${ACCOUNT}/export`);
/** Resolves to {eraseAt}. The rooms are offered to the owner of the address `heir`; without one, or without a yes, they are deleted. */
export const eraseAccount = (heir) => call('DELETE', ACCOUNT, { body: heir ? { rooms: 'hand-over', heir } : { rooms: 'delete' } });
/** For operators. Resolves to {link} on a hub that sends no mails. */
export const invite = (mail) => call('POST', `${ACCOUNT}/invitations`, { body: { mail } });

/** Resolves to {passkeys: [{id, name, createdAt, usedAt}]}. */
export const listPasskeys = () => call('GET', `${ACCOUNT}/passkeys`);
/** Resolves to {publicKey}, for `addPasskey`. */
export const beginPasskey = () => call('POST', `${ACCOUNT}/passkeys/challenge`);
/** Resolves to the passkey, with {recoveryCodes} if it is the first second factor. Rejects with a DOMException, too. */
export const addPasskey = async (options) => call('POST', `${ACCOUNT}/passkeys`, { body: { credential: await makePasskey(options) } });
export const renamePasskey = (id, name) => call('PATCH', `${ACCOUNT}/passkeys/${encodeURIComponent(id)}`, { body: { name } });
export const removePasskey = (id) => call('DELETE', `${ACCOUNT}/passkeys/${encodeURIComponent(id)}`);

/** Resolves to {keys}. */
export const listApiKeys = () => call('GET', `${ACCOUNT}/keys`);
/** {label, scopes, days}; resolves to the key with its token. */
export const addApiKey = (key) => call('POST', `${ACCOUNT}/keys`, { body: key });
export const revokeApiKey = (id) => call('DELETE', `${ACCOUNT}/keys/${encodeURIComponent(id)}`);

/** Resolves to {location}, where the browser goes to sign in, or to link the account. */
export const startProvider = (id, link = false) => call('POST', `/api/v1/auth/${encodeURIComponent(id)}/start`, { body: { link } });
/** Resolves to {providers: [{id, name, linkedAt?}]}. */
export const listProviders = () => call('GET', `${ACCOUNT}/providers`);
export const unlinkProvider = (id) => call('DELETE', `${ACCOUNT}/providers/${encodeURIComponent(id)}`);

/** Resolves to {roles: [{id, code, title, role, token}], invitations: [{id, code, title, role, invitedAt}]}. */
export const listRoles = () => call('GET', `${ACCOUNT}/roles`);
export const acceptInvitation = (id) => call('POST', `${ACCOUNT}/roles/${encodeURIComponent(id)}`);
/** Declines an invitation, or gives up a role. */
export const leaveRole = (id) => call('DELETE', `${ACCOUNT}/roles/${encodeURIComponent(id)}`);

/** Rooms of people who delete their account: {offers: [{id, from, name?, rooms, titles, at, accepted}]}. */
export const listOffers = () => call('GET', `${ACCOUNT}/offers`);
export const acceptOffer = (id) => call('POST', `${ACCOUNT}/offers/${encodeURIComponent(id)}`);
/** Declines, or takes a yes back. */
export const declineOffer = (id) => call('DELETE', `${ACCOUNT}/offers/${encodeURIComponent(id)}`);
