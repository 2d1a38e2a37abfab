// The worker that solves the hub's challenges, with the hash of Node as the reference.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import vm from 'node:vm';

const source = readFileSync(new URL('../../main/resources/web/hub/proof-worker.js', import.meta.url), 'utf8');

function solve(work) {
  let answer;
  const worker = vm.createContext({ TextEncoder, postMessage: (data) => (answer = data) });
  vm.runInContext(source, worker);
  worker.onmessage({ data: work });
  return answer;
}

const sha256 = (text) => createHash('sha256').update(text).digest('hex');

test('it finds the number for salts of any length', () => {
  for (let length = 0; length < 200; length += 7) {
    const salt = 'ä'.repeat(length % 3) + 's'.repeat(length);
    for (const number of [0, 9, 10, 1234]) {
      assert.equal(solve({ salt, challenge: sha256(salt + number), maxnumber: 2000 }), number, `salt of ${length}, ${number}`);
    }
  }
});

test('it says so if there is no such number', () => {
  assert.equal(solve({ salt: 's', challenge: sha256('something else'), maxnumber: 100 }), null);
});
