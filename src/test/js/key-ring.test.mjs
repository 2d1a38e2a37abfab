// Presenter keys in the browser: a link can add a key, and cannot remove one.
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

/** A key ring whose hub accepts these keys; `null` for a hub that cannot be asked. */
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

test('a valid key is used if there was none', async () => {
  const keys = ring([key('own')]);
  assert.equal(await keys.offer(key('own')), 'taken');
  assert.equal(keys.current, key('own'));
  assert.equal(await keys.offer(key('own')), 'same');
});

test('a key that is invalid or cannot be checked is not stored and removes nothing', async () => {
  ring([key('own')]).use(key('own'));
  assert.equal(await ring([key('own')]).offer(key('forged')), 'bad');
  assert.equal(await ring(null).offer(key('forged')), 'unknown');
  assert.deepEqual([...memory.values()], [key('own')]);
});

test('text that cannot be a key is not sent to the hub', async () => {
  for (const text of ['x', 'a.b.c d', '', `a.b.${'c'.repeat(1000)}`, 'a.b.ü']) assert.equal(await ring([text]).offer(text), 'bad');
  assert.deepEqual(asked, []);
});

test('a valid key replaces another valid one only at the presenter\'s request, and the earlier one is kept', async () => {
  const keys = ring([key('own'), key('other')]);
  keys.use(key('own'));
  assert.equal(await keys.offer(key('other')), 'ask');
  assert.equal(keys.current, key('own'));
  keys.use(key('other'));
  assert.equal(keys.current, key('other'));
  assert.deepEqual(keys.earlier, [key('own')]);
});

test('a new key is requested with the same id until it has arrived', () => {
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

test('a valid key replaces one that the hub no longer accepts', async () => {
  ring([]).use(key('old'));
  assert.equal(await ring([key('new')]).offer(key('new')), 'taken');
});

test('if the current key is refused, an earlier valid one is used', async () => {
  const keys = ring([key('first')]);
  for (const name of ['first', 'second', 'third']) keys.use(key(name));
  assert.equal(await keys.useNextGood(), key('first'));
  assert.equal(keys.current, key('first'));
  assert.deepEqual(keys.earlier, [key('third'), key('second')]);
  assert.equal(await ring([]).useNextGood(), null);
  assert.equal(keys.current, key('first'));
});

test('few earlier keys are kept, and none once they are revoked', () => {
  const keys = ring([]);
  for (let i = 0; i < 20; i++) keys.use(key(i));
  assert.deepEqual(keys.earlier, [key(18), key(17), key(16), key(15)]);
  keys.replaceAll(key('new'));
  assert.equal(keys.current, key('new'));
  assert.deepEqual(keys.earlier, []);
});
