/** The passkeys of this browser: the hub's JSON becomes what the browser asks an authenticator, and its answer becomes JSON. */

/** Whether this browser can use passkeys for a hub that keeps them under a domain, if it can at all. */
export const passkeysPossible = (domain) => Boolean(domain) && domain === location.hostname && 'PublicKeyCredential' in globalThis;

/** Whether it can offer them among the suggestions of a field, too. */
export const autofillPossible = async (domain) => passkeysPossible(domain) && Boolean(await PublicKeyCredential.isConditionalMediationAvailable?.());

const toBytes = (text) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));
const toText = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
const described = (list = []) => list.map((each) => ({ ...each, id: toBytes(each.id) }));

const toJson = ({ id, rawId, type }, response) => ({ id, rawId: toText(rawId), type, response });

/** Makes a passkey; resolves to the credential for the hub. Rejects with a DOMException, such as NotAllowedError if the owner gave up. */
export async function makePasskey({ publicKey }) {
  const made = await navigator.credentials.create({
    publicKey: {
      ...publicKey,
      challenge: toBytes(publicKey.challenge),
      user: { ...publicKey.user, id: toBytes(publicKey.user.id) },
      excludeCredentials: described(publicKey.excludeCredentials),
    },
  });
  const { clientDataJSON, attestationObject } = made.response;
  return toJson(made, { clientDataJSON: toText(clientDataJSON), attestationObject: toText(attestationObject), transports: made.response.getTransports?.() ?? [] });
}

/**
 * Has a passkey sign; resolves to the credential for the hub. Rejects as `makePasskey`.
 * @param how {mediation?, signal?} of the browser's call
 */
export async function usePasskey({ publicKey }, how = {}) {
  const used = await navigator.credentials.get({
    ...how,
    publicKey: { ...publicKey, challenge: toBytes(publicKey.challenge), allowCredentials: described(publicKey.allowCredentials) },
  });
  const { clientDataJSON, authenticatorData, signature, userHandle } = used.response;
  const response = { clientDataJSON: toText(clientDataJSON), authenticatorData: toText(authenticatorData), signature: toText(signature) };
  return toJson(used, userHandle ? { ...response, userHandle: toText(userHandle) } : response);
}
