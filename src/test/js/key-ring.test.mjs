// The presenter's keys in the browser: a link can bring a key, and cannot take one away.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { KeyRing } from '../../main/resources/web/presenter/key-ring.js';

const memory = new Map();
globalThis.localStorage = {
  getItem: (key) => memory.get(key) ?? null,
  setItem: (key, value) => memory.set(key, String(value)),
  removeItem: (key) => memory.delete(key),
};
const key = (name) => `a.${name}.c`;
let asked;

/** A ring whose hub knows these keys as good; `null` for a hub that cannot be asked. */
function ring(good) {
  return new KeyRing('R', async (each) => {
    asked.push(each);
    return good === null ? 'unknown' : good.includes(each) ? 'good' : 'bad';
  });
}

beforeEach(() => {
  memory.clear();
  asked = [];
});

test('a good key leads where there was none', async () => {
  const keys = ring([key('own')]);
  assert.equal(await keys.offer(key('own')), 'taken');
  assert.equal(keys.current, key('own'));
  assert.equal(await keys.offer(key('own')), 'same');
});

test('a key that is not good, or that nobody can judge, is not stored and takes nothing away', async () => {
  ring([key('own')]).use(key('own'));
  assert.equal(await ring([key('own')]).offer(key('forged')), 'bad');
  assert.equal(await ring(null).offer(key('forged')), 'unknown');
  assert.deepEqual([...memory.values()], [key('own')]);
});

test('what cannot be a key is not even sent to the hub', async () => {
  for (const text of ['x', 'a.b.c d', '', `a.b.${'c'.repeat(1000)}`, 'a.b.ü']) assert.equal(await ring([text]).offer(text), 'bad');
  assert.deepEqual(asked, []);
});

test('a good key replaces a good one only when a person says so, and the earlier one is kept', async () => {
  const keys = ring([key('own'), key('other')]);
  keys.use(key('own'));
  assert.equal(await keys.offer(key('other')), 'ask');
  assert.equal(keys.current, key('own'));
  keys.use(key('other'));
  assert.equal(keys.current, key('other'));
  assert.deepEqual(keys.earlier, [key('own')]);
});

test('a new key is asked for under one id until it has come', () => {
  const keys = ring([]);
  assert.equal(keys.isRenewing, false);
  const id = keys.renewalId();
  assert.match(id, /^[0-9a-f]{32}$/);
  assert.equal(ring([]).renewalId(), id);
  assert.equal(ring([]).isRenewing, true);
  keys.replaceAll(key('new'));
  assert.equal(keys.isRenewing, false);
  assert.notEqual(keys.renewalId(), id);
});

test('a good key replaces one that the hub no longer takes', async () => {
  ring([]).use(key('old'));
  assert.equal(await ring([key('new')]).offer(key('new')), 'taken');
});

test('when the key that leads is refused, an earlier one that is good leads', async () => {
  const keys = ring([key('first')]);
  for (const name of ['first', 'second', 'third']) keys.use(key(name));
  assert.equal(await keys.useNextGood(), key('first'));
  assert.equal(keys.current, key('first'));
  assert.deepEqual(keys.earlier, [key('third'), key('second')]);
  assert.equal(await ring([]).useNextGood(), null);
  assert.equal(keys.current, key('first'));
});

test('few earlier keys are kept, and none once all are void', () => {
  const keys = ring([]);
  for (let i = 0; i < 20; i++) keys.use(key(i));
  assert.deepEqual(keys.earlier, [key(18), key(17), key(16), key(15)]);
  keys.replaceAll(key('new'));
  assert.equal(keys.current, key('new'));
  assert.deepEqual(keys.earlier, []);
});
