// Deleting and resetting are delayed, and are cancelled if the poll has changed meanwhile.
import assert from 'node:assert/strict';
import { beforeEach, mock, test } from 'node:test';
import { PresenterActions, UNDO_MS } from '../../main/resources/web/presenter/presenter-actions.js';

const poll = (id, rev = 1) => ({ id, question: `Question ${id}`, state: 'draft', rev });
let asked;
let refusal;
let store;
let actions;

class Store extends EventTarget {
  polls = new Map(['a', 'b'].map((id) => [id, poll(id)]));

  applyPoll(changed) {
    this.polls.set(changed.id, changed);
    this.dispatchEvent(new Event('change'));
  }

  removePoll(id) {
    this.polls.delete(id);
    this.dispatchEvent(new Event('change'));
  }
}

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ['setTimeout'] });
  asked = [];
  refusal = null;
  store = new Store();
  const call = (name) => async (...args) => {
    asked.push([name, ...args]);
    if (refusal) throw refusal;
    return poll(args[0], args[1] + 1);
  };
  actions = new PresenterActions({ deletePoll: call('delete'), resetPoll: call('reset') }, store);
});

const settled = () => new Promise((resolve) => setImmediate(resolve));
const kinds = () => actions.toasts.map(({ kind }) => kind);

test('a poll is deleted after the delay, with the revision that was seen', async () => {
  actions.scheduleRemoval(store.polls.get('a'), 'delete');
  assert.equal(actions.pending.get('a'), 'delete');
  mock.timers.tick(UNDO_MS - 1);
  assert.deepEqual(asked, []);
  mock.timers.tick(1);
  await settled();

  assert.deepEqual(asked, [['delete', 'a', 1, false]]);
  assert.equal(store.polls.has('a'), false);
  assert.deepEqual(actions.toasts, []);
});

test('a removal that was undone does not happen', () => {
  actions.scheduleRemoval(store.polls.get('a'), 'reset');
  actions.undo('a');
  mock.timers.tick(UNDO_MS);

  assert.deepEqual(asked, []);
  assert.equal(actions.pending.size, 0);
});

test('scheduled removals are executed when the page is closed', async () => {
  actions.scheduleRemoval(store.polls.get('a'), 'delete');
  actions.scheduleRemoval(store.polls.get('b'), 'reset');
  actions.executeScheduled();
  await settled();
  mock.timers.tick(UNDO_MS);

  assert.deepEqual(asked, [['delete', 'a', 1, true], ['reset', 'b', 1, true]]);
});

test('a poll that was opened meanwhile stays, and the presenter is told', () => {
  actions.scheduleRemoval(store.polls.get('a'), 'delete');
  store.applyPoll({ ...poll('a', 2), state: 'open' });
  mock.timers.tick(UNDO_MS);

  assert.deepEqual(asked, []);
  assert.equal(actions.pending.size, 0);
  assert.deepEqual(kinds(), ['error']);
});

test('a poll whose opening only the hub knows stays, too', async () => {
  actions.scheduleRemoval(store.polls.get('a'), 'reset');
  refusal = Object.assign(new Error('x'), { code: 'conflict', current: { ...poll('a', 2), state: 'open' } });
  mock.timers.tick(UNDO_MS);
  await settled();

  assert.equal(store.polls.get('a').state, 'open');
  assert.deepEqual(kinds(), ['error']);
});

test('a poll that another presenter has deleted needs no message', () => {
  actions.scheduleRemoval(store.polls.get('a'), 'delete');
  store.removePoll('a');

  assert.deepEqual(actions.toasts, []);
  assert.equal(actions.pending.size, 0);
});
