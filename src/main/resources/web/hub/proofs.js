/**
 * What proves that the voter's ballots count, as docs/proof-format.md describes it. Loaded where it is needed.
 */

const encoder = new TextEncoder();

/** What the page keeps of the ballot that stands on a poll: {poll, run?, receipt, tag, mark}, all texts; null where the hub has told no tag. */
export function proofOf(ballots, poll) {
  const { counted } = ballots.of(poll);
  return counted?.tag ? { poll, run: counted.run, receipt: counted.receipt, tag: counted.tag, mark: counted.mark ?? '' } : null;
}

/**
 * The tag that follows from poll, mark and receipt.
 *
 * @param {?(bytes: Uint8Array) => Promise<ArrayBuffer>} sha256 the browser's own by default, which exists in secure contexts alone
 * @returns {Promise<?string>} in base64url; null without a SHA-256
 */
export async function tagOf({ poll, mark, receipt }, sha256 = browserSha256()) {
  if (!sha256) return null;
  const parts = [encoder.encode(`votehub/tag/1\n${poll}\n`), bytesOf(mark), encoder.encode(receipt)];
  return base64url(new Uint8Array(await sha256(new Uint8Array(parts.flatMap((part) => [...part])))));
}

/** Whether a tag follows from its mark and receipt; null where that cannot be computed. */
export async function isTagRight(proof, sha256) {
  const tag = await tagOf(proof, sha256);
  return tag === null ? null : tag === proof.tag;
}

function browserSha256() {
  const subtle = globalThis.crypto?.subtle;
  return subtle ? (bytes) => subtle.digest('SHA-256', bytes) : null;
}

/** The bytes of a text in base64url. */
export function bytesOf(text) {
  return Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (char) => char.charCodeAt(0));
}

/** Bytes as text in base64url, without padding. */
export function base64url(bytes) {
  return btoa(String.fromCharCode(...bytes)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}
