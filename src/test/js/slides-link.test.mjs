// Slides open and close polls through a frame of the hub, which obeys those alone to which the presenter gave the key.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SlidesLink } from '../../main/resources/web/slides/slides-link.js';

const SITE = 'https://slides.example';
const KEY = 'the key';

/** A link in a frame of slides, with a room whose polls have these states. */
function framed(states = { p: 'draft' }, { kept } = {}) {
  const told = [];
  const calls = [];
  const parent = { postMessage: (message, target) => told.push({ ...message, target }) };
  const items = new Map(kept ? [['votehub.slides.ABC234', JSON.stringify(kept)]] : []);
  const link = new SlidesLink({
    code: 'ABC234',
    origins: [SITE, 'https://wiki.example'],
    parent,
    storage: { getItem: (name) => items.get(name) ?? null, setItem: (name, value) => items.set(name, value), removeItem: (name) => items.delete(name) },
    check: async (key) => (key === KEY ? 'good' : 'bad'),
    room: async () => ({ polls: Object.entries(states).map(([id, state]) => ({ id, state })) }),
    act: async (key, poll, action, body) => {
      calls.push({ key, poll, action, body });
      states[poll] = action === 'open' ? 'open' : 'closed';
      return { state: states[poll] };
    },
  });
  const say = (data, { origin = SITE, source = parent } = {}) => link.receive({ source, origin, data: { votehub: 1, ...data } });
  return { link, told, calls, say, items, rest: () => new Promise((done) => setTimeout(done)) };
}

test('a slide that comes opens its draft, and one that goes closes it', async () => {
  const { link, say, calls, told, rest } = framed();
  say({ type: 'hello' });
  await link.lead(KEY);

  say({ type: 'enter', poll: 'p', seconds: 30 });
  say({ type: 'leave', poll: 'p' });
  await rest();

  assert.deepEqual(calls, [
    { key: KEY, poll: 'p', action: 'open', body: { seconds: 30 } },
    { key: KEY, poll: 'p', action: 'close', body: {} },
  ]);
  assert.deepEqual(told.at(-1), { votehub: 1, type: 'done', poll: 'p', state: 'closed', target: SITE });
});

test('a poll that was closed is not opened again by going back', async () => {
  const { link, say, calls, rest } = framed({ p: 'closed' });
  say({ type: 'hello' });
  await link.lead(KEY);
  say({ type: 'enter', poll: 'p' });
  await rest();
  assert.deepEqual(calls, []);
});

test('nothing is done for other windows, other sites, or without the key', async () => {
  const { link, say, calls, told, rest } = framed();
  say({ type: 'enter', poll: 'p' });
  say({ type: 'hello' }, { origin: 'https://evil.example' });
  say({ type: 'hello' }, { source: {} });
  await rest();
  assert.equal(link.site, null);
  assert.deepEqual(told, []);

  say({ type: 'hello' });
  say({ type: 'enter', poll: 'p' });
  assert.equal(await link.lead('another'), 'bad');
  say({ type: 'enter', poll: 'p' });
  await link.lead(KEY);
  say({ type: 'enter', poll: 'p' }, { origin: 'https://wiki.example' });
  say({ type: 'enter', poll: { id: 'p' } });
  await rest();
  assert.deepEqual(calls, []);
});

test('the key is kept for the slides of one site, and is told to nobody', async () => {
  const { link, say, told, items, rest } = framed();
  say({ type: 'hello' });
  await link.lead(KEY);
  const kept = JSON.parse(items.get('votehub.slides.ABC234'));
  assert.deepEqual(kept, { site: SITE, key: KEY });
  assert.ok(!JSON.stringify(told).includes(KEY));

  const again = framed({}, { kept });
  again.say({ type: 'hello' });
  await again.rest();
  assert.equal(again.link.leads, true);
  const elsewhere = framed({}, { kept });
  elsewhere.say({ type: 'hello' }, { origin: 'https://wiki.example' });
  await elsewhere.rest();
  assert.equal(elsewhere.link.leads, false);

  link.stop();
  await rest();
  assert.equal(items.size, 0);
});

test('a failure is told to the slides, and what comes later is still done', async () => {
  const { link, say, calls, told, rest } = framed();
  say({ type: 'hello' });
  await link.lead(KEY);
  say({ type: 'enter', poll: 'gone' });
  say({ type: 'enter', poll: 'p' });
  await rest();
  assert.equal(told.find(({ type }) => type === 'failed').code, 'unknown-poll');
  assert.equal(calls.length, 1);
});
