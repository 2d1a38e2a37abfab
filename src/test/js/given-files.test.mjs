// What somebody gives the page that verifies: archives, proofs, and anything else.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { fromBase64, utf8 } from '../../main/resources/web/proof/bytes.js';
import { verifyGiven } from '../../main/resources/web/verify/given-files.js';

const vectors = async (name) => JSON.parse(await readFile(new URL(`../../../conformance/vectors/${name}.json`, import.meta.url), 'utf8'));
const archives = await vectors('archives');
const { proof, tag, key } = (await vectors('notes')).find(({ name }) => name === 'the proof of voter 0');
const kind = async (bytes, given = {}) => (await verifyGiven({ bytes, key: '', tag: '', ...given })).kind;

test('archives are true, false or unreadable', async () => {
  const kinds = ['true', 'false', 'unreadable'];
  for (const vector of archives) assert.equal(await kind(fromBase64(vector.zip), { key: vector.key }), kinds[vector.ends], vector.name);
});

test('the proof of a ballot asks for its tag, and holds for that tag alone', async () => {
  const bytes = utf8(proof);
  assert.equal(await kind(bytes), 'tag');
  assert.equal(await kind(bytes, { tag: ` ${tag}\n` }), 'true');
  assert.equal(await kind(bytes, { tag, key }), 'true');
  assert.equal(await kind(bytes, { tag: `A${tag.slice(1)}` }), 'false');
});

test('anything else cannot be read', async () => {
  for (const bytes of [new Uint8Array(0), utf8('text'), utf8('PK'), Uint8Array.of(255, 254)]) assert.equal(await kind(bytes), 'unreadable');
  assert.equal(await kind(utf8(proof), { tag: 'short' }), 'unreadable');
  assert.equal(await kind(fromBase64(archives[0].zip), { key: 'no key' }), 'unreadable');
});
