// Presses of keys that come before the hub has answered the call before.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

const listeners = new Map();
globalThis.document = { addEventListener: (type, listener) => listeners.set(type, listener), removeEventListener: (type) => listeners.delete(type) };
const { KeyboardController } = await import('../../main/resources/web/presenter/keyboard-controller.js');

const NOTHING = { matches: () => false };
let poll;
let underWay;
let failures;
let blocked;
let performed;
let now;
let keyboard;

beforeEach(() => {
  poll = { id: 'a', state: 'draft', visible: true };
  underWay = undefined;
  failures = 0;
  blocked = false;
  performed = [];
  now = 0;
  const host = { addController() {}, requestUpdate() {} };
  const calls = { next: () => ({ draft: 'open', open: 'close' })[poll.state], show: ({ visible }) => (visible ? 'reveal' : 'hide'), open: () => 'reopen' };
  keyboard = new KeyboardController(
    host,
    {
      isBlocked: () => blocked,
      poll: () => poll,
      underWay: () => underWay,
      callOf: (_, action) => calls[action.command](action),
      failures: () => failures,
      perform: (action) => performed.push(action),
    },
    () => now,
  );
  keyboard.hostConnected();
});

/** A press; returns whether the page took it. */
function press(key, target = NOTHING) {
  now += 1000;
  let taken = false;
  listeners.get('keydown')({ key, composedPath: () => [target], preventDefault: () => (taken = true), stopPropagation() {} });
  return taken;
}

function answer(state, more = {}) {
  underWay = undefined;
  poll = { ...poll, state, ...more };
  keyboard.hostUpdated();
}

test('a press waits its turn and then does what its key does to the poll as it has become', () => {
  press(' ');
  underWay = 'open';
  assert.equal(press('r'), true);
  keyboard.hostUpdated();
  assert.deepEqual(performed, [{ command: 'next' }]);

  answer('open');
  keyboard.hostUpdated();

  assert.deepEqual(performed, [{ command: 'next' }, { command: 'show', visible: false }]);
});

test('a press for what is under way already does nothing', () => {
  press(' ');
  underWay = 'open';
  assert.equal(press(' '), true);
  assert.equal(press('PageDown'), true);

  answer('open');

  assert.deepEqual(performed, [{ command: 'next' }]);
});

test('once the page shows what the call did, the next press of the same key waits, but a bounce does not', () => {
  press(' ');
  underWay = 'open';
  poll = { ...poll, state: 'open' };
  now -= 900;
  press(' ');
  answer('open');
  assert.equal(performed.length, 1);

  underWay = 'open';
  press(' ');
  answer('open');

  assert.deepEqual(performed, [{ command: 'next' }, { command: 'next' }]);
});

test('only one press waits, the first', () => {
  underWay = 'open';
  press('r');
  press('o');
  press('r');

  answer('closed');

  assert.deepEqual(performed, [{ command: 'show', visible: false }]);
});

test('a press is dropped if the call before it fails, the page shows another poll, or shortcuts do not apply any more', () => {
  for (const happens of [() => failures++, () => (poll = { ...poll, id: 'b' }), () => (blocked = true)]) {
    underWay = 'open';
    press('r');
    happens();
    answer('open');
    blocked = false;
    answer('open');
  }

  assert.deepEqual(performed, []);
});

test('keys that need no answer of the hub, and text, do not wait', () => {
  underWay = 'open';

  press('ArrowDown');
  press('b');
  assert.equal(press('r', { matches: (selector) => selector.startsWith('input') }), false);
  answer('open');

  assert.deepEqual(performed, [{ move: 1 }, { command: 'blank' }]);
});
