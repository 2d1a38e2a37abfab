/** Merkle trees as of RFC 9162, section 2.1, and tags. */
import { utf8 } from './bytes.js';
import { sha256 } from './sha256.js';

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);
const TAG = utf8('votehub/tag/1\n');
const LINE_FEED = Uint8Array.of(10);

export const leafHash = (content) => sha256(LEAF, content);
const nodeHash = (left, right) => sha256(NODE, left, right);

/** The root over the contents of leaves. */
export function rootOf(leaves) {
  let level = leaves.map(leafHash);
  if (!level.length) return sha256();
  // Pairs from the left: a last one without a partner moves up, which is the tree of section 2.1.1.
  while (level.length > 1) {
    const above = [];
    for (let i = 0; i < level.length; i += 2) above.push(i + 1 < level.length ? nodeHash(level[i], level[i + 1]) : level[i]);
    level = above;
  }
  return level[0];
}

/** The root that an inclusion proof leads to (section 2.1.3.2), or null if it has another length. */
export function rootOfPath(index, size, content, path) {
  if (index >= size) return null;
  let [node, last, root] = [index, size - 1, leafHash(content)];
  const half = (n) => Math.floor(n / 2);
  for (const other of path) {
    if (last === 0) return null;
    if (node % 2 || node === last) {
      root = nodeHash(other, root);
      while (node % 2 === 0 && node) [node, last] = [half(node), half(last)];
    } else {
      root = nodeHash(root, other);
    }
    [node, last] = [half(node), half(last)];
  }
  return last === 0 ? root : null;
}

/** The tag of a ballot: `mark` are 16 bytes, or none. */
export const tagOf = (poll, mark, receipt) => sha256(TAG, utf8(poll), LINE_FEED, mark, utf8(receipt));
