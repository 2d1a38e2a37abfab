// The verifier of the page, held to the vectors that all verifiers share.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { buildArchive, readArchive } from '../../main/resources/web/proof/archive.js';
import { fromBase64, fromBase64url, toBase64, toBase64url, utf8 } from '../../main/resources/web/proof/bytes.js';
import { canonical } from '../../main/resources/web/proof/canonical.js';
import { recount } from '../../main/resources/web/proof/count.js';
import { Fault, Unreadable } from '../../main/resources/web/proof/fault.js';
import { checkInclusion, tagText } from '../../main/resources/web/proof/inclusion.js';
import { hasSigned, readCheckpoint, readKey } from '../../main/resources/web/proof/note.js';
import { pollOf } from '../../main/resources/web/proof/poll.js';
import { sha256 } from '../../main/resources/web/proof/sha256.js';
import { rootOf, rootOfPath } from '../../main/resources/web/proof/tree.js';
import { verifyArchive, verifyProof } from '../../main/resources/web/proof/verify.js';

const vectors = async (name) => JSON.parse(await readFile(new URL(`../../../conformance/vectors/${name}.json`, import.meta.url), 'utf8'));
const archives = await vectors('archives');

async function ends(bytes, key) {
  try {
    return (await verifyArchive(bytes, key)).holds ? 0 : 1;
  } catch (fault) {
    if (fault instanceof Unreadable) return 2;
    throw fault;
  }
}

test('SHA-256 is that of Node for every length', () => {
  for (let length = 0; length < 300; length++) {
    const bytes = new Uint8Array(length).fill(length);
    assert.equal(Buffer.from(sha256(bytes.subarray(0, length / 2), bytes.subarray(length / 2))).toString('hex'), createHash('sha256').update(bytes).digest('hex'));
  }
});

test('ballots give the results of the hub', async () => {
  for (const vector of await vectors('results')) {
    const weighed = vector.lines.map((line) => JSON.parse(line)).map((ballot) => ('weight' in ballot ? [ballot.ballot, BigInt(ballot.weight)] : [ballot, 1n]));
    const counted = recount(pollOf(vector), weighed);
    for (const [name, value] of Object.entries(counted)) {
      if (name === 'weight' && !('weight' in vector.result)) continue;
      assert.equal(canonical(value), canonical(vector.result[name]), `${vector.name}: ${name}`);
    }
    assert.equal(toBase64url(rootOf(vector.lines.map(utf8))), vector.ballotsRoot, vector.name);
  }
});

test('tags are computed as the hub does', async () => {
  for (const { poll, mark, receipt, tag } of await vectors('tags')) assert.equal(tagText(poll, mark, receipt), tag);
});

test('trees have the same roots, and proofs lead to them', async () => {
  for (const { size, root, proofs } of await vectors('trees')) {
    assert.equal(toBase64(rootOf(Array.from({ length: size }, (_, i) => utf8(String(i))))), root);
    for (const { index, path } of proofs) {
      const hashes = path.map((text) => fromBase64(text));
      const lead = (at, text, way) => {
        const found = rootOfPath(at, size, utf8(text), way);
        return found && toBase64(found);
      };
      assert.equal(lead(index, String(index), hashes), root);
      assert.notEqual(lead(index, `${index}x`, hashes), root);
      assert.notEqual(lead(index + 1, String(index), hashes), root);
      assert.notEqual(lead(index, String(index), [...hashes, fromBase64(root)]), root);
    }
  }
});

test('notes and proofs hold or do not', async () => {
  for (const { name, key, checkpoint, proof, tag, holds } of await vectors('notes')) {
    if (proof) {
      const found = await verifyProof(proof, fromBase64url(tag), key);
      assert.equal(found.holds, holds, name);
      assert.equal(checkInclusion(proof, 'p1', tag).fault, holds ? null : 'included', name);
      assert.equal(checkInclusion(proof, 'p2', tag).fault, 'other-poll', name);
    } else {
      assert.equal(await hasSigned(readKey(`${key}\n`), readCheckpoint(checkpoint)), holds, name);
    }
  }
});

test('archives end as they should', async () => {
  for (const { name, zip, key, ends: expected } of archives) assert.equal(await ends(fromBase64(zip), key), expected, name);
});

test('every changed byte of an archive is found', async () => {
  const { zip } = archives.find(({ name, ends: status }) => status === 0 && name.includes('2 ballots'));
  const whole = fromBase64(zip);
  for (let i = 0; i < whole.length; i++) {
    const changed = Uint8Array.from(whole);
    changed[i] ^= 1 << i % 8;
    assert.notEqual(await ends(changed), 0, `byte ${i}`);
  }
});

test('every changed bit of a file is found in an archive that was mended around it', async () => {
  for (const { name, zip } of archives.filter(({ ends: status }) => status === 0).slice(0, 12)) {
    const files = readArchive(fromBase64(zip));
    for (const [file, content] of Object.entries(files)) {
      for (let at = 0; at < content.length; at += 1 + Math.floor(content.length / 12)) {
        const changed = Uint8Array.from(content);
        changed[at] ^= 1 << at % 8;
        assert.equal(await ends(buildArchive({ ...files, [file]: changed })), 1, `${name}: ${file} ${at}`);
      }
    }
  }
});

test('garbage is refused, and nothing breaks', async () => {
  const whole = fromBase64(archives[0].zip);
  const files = readArchive(whole);
  for (let length = 0; length < whole.length; length += 7) assert.equal(await ends(whole.slice(0, length)), 2);
  for (const text of ['', '{', '['.repeat(100_000), '1e999', '"\\ud800"', 'null', '[]', '{"format":"votehub/seal/1"}']) {
    assert.equal(await ends(buildArchive({ ...files, 'manifest.json': utf8(text) })), 1, text.slice(0, 20));
  }
});

test('a proof that cannot be read is no proof', async () => {
  assert.equal(checkInclusion('nonsense', 'p1', 'x').fault, 'proof');
  await assert.rejects(verifyProof('nonsense', new Uint8Array(32)), Unreadable);
  assert.throws(() => readKey('a+b+c\n'), Fault);
});

test('without a key the signature is said to prove little', async () => {
  const { zip } = archives.find(({ name }) => name === 'receipts alone');
  const { findings } = await verifyArchive(fromBase64(zip));
  assert.deepEqual(
    findings.filter(({ ok }) => ok === null).map(({ code }) => code),
    ['no-key', 'not-public'],
  );
});
