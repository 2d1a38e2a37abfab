// What the service worker does when a poll has opened, and when its notification is tapped.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import vm from 'node:vm';

const script = (await readFile(new URL('../../main/resources/web/sw.js', import.meta.url), 'utf8')).replace('{{assets}}', '/assets/1');

function worker(windows) {
  const handlers = {};
  const shown = [];
  const opened = [];
  const self = {
    addEventListener: (type, handler) => (handlers[type] = handler),
    registration: { showNotification: async (...all) => shown.push(all) },
    clients: { matchAll: async () => windows, openWindow: async (address) => opened.push(address) },
  };
  vm.runInNewContext(script, { self, importScripts: () => {}, location: { origin: 'https://vote.example' }, URL });
  const dispatch = (type, event) => {
    let done;
    handlers[type]({ ...event, waitUntil: (promise) => (done = promise) });
    return done;
  };
  return { dispatch, shown, opened };
}

const push = (message) => ({ data: { json: () => message } });
const tapped = (room) => ({ notification: { data: { room }, close() {} } });

test('a poll that opens is shown by its question, one notification for each poll', async () => {
  const { dispatch, shown } = worker([]);

  await dispatch('push', push({ room: 'ABC234', title: 'Town hall', poll: 'p1', question: 'Which tree?' }));
  await dispatch('push', push({ room: 'ABC234', title: '', poll: 'p1', question: 'Which tree?' }));

  const [[title, first], [untitled, second]] = JSON.parse(JSON.stringify(shown));
  assert.equal(title, 'Town hall');
  assert.equal(untitled, 'ABC234');
  assert.deepEqual(first, { body: 'Which tree?', tag: 'poll p1', icon: '/assets/1/icon-192.png', data: { room: 'ABC234' } });
  assert.equal(second.tag, first.tag);
});

test('its notification leads to the window that has the room, or opens one', async () => {
  let focused = 0;
  const other = { url: 'https://vote.example/r/ZZZ999', focus: () => assert.fail('the wrong window') };
  const there = { url: 'https://vote.example/r/ABC234?lang=de', focus: () => focused++ };

  await worker([other, there]).dispatch('notificationclick', tapped('ABC234'));
  const elsewhere = worker([other]);
  await elsewhere.dispatch('notificationclick', tapped('ABC234'));

  assert.equal(focused, 1);
  assert.deepEqual(elsewhere.opened, ['https://vote.example/r/ABC234']);
});
