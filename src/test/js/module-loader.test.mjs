// Modules that are loaded on first use, on an unreliable network.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ModuleLoader } from '../../main/resources/web/methods/module-loader.js';

const settled = () => new Promise((done) => setImmediate(done));

test('a module is requested once, and a change event is fired when it is loaded', async () => {
  const asked = [];
  const modules = new ModuleLoader(async (name) => (asked.push(name), { name }));
  let changes = 0;
  modules.addEventListener('change', () => changes++);

  assert.equal(modules.get('score'), undefined);
  assert.equal(modules.get('score'), undefined);
  await settled();

  assert.deepEqual(modules.get('score'), { name: 'score' });
  assert.deepEqual(asked, ['score']);
  assert.equal(changes, 1);
});

test('a failed import is retried with another URL and increasing delays', async () => {
  const suffixes = [];
  const timers = [];
  const modules = new ModuleLoader(
    async (name, suffix) => {
      suffixes.push(suffix);
      if (suffixes.length < 4) throw new TypeError('lost');
      return { name };
    },
    (run, ms) => timers.push({ run, ms }),
  );

  modules.get('ranked');
  await settled();
  assert.equal(modules.failed('ranked'), false);
  for (let i = 0; i < 3; i++) {
    timers[i].run();
    await settled();
    assert.equal(modules.failed('ranked'), i === 1, `after try ${i + 2}`);
  }

  assert.deepEqual(suffixes, ['', '?again=1', '?again=2', '?again=3']);
  assert.deepEqual(timers.map(({ ms }) => ms), [1000, 2000, 4000]);
  assert.deepEqual(modules.get('ranked'), { name: 'ranked' });
});
