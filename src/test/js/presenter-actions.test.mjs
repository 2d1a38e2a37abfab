// Deleting and resetting wait for a moment, and take nothing away that has changed meanwhile.
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

test('what was deleted is gone after a moment, at the revision at which it was seen', async () => {
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

test('what was undone stays', () => {
  actions.scheduleRemoval(store.polls.get('a'), 'reset');
  actions.undo('a');
  mock.timers.tick(UNDO_MS);

  assert.deepEqual(asked, []);
  assert.equal(actions.pending.size, 0);
});

test('who leaves the page has made up their mind', async () => {
  actions.scheduleRemoval(store.polls.get('a'), 'delete');
  actions.scheduleRemoval(store.polls.get('b'), 'reset');
  actions.executeScheduled();
  await settled();
  mock.timers.tick(UNDO_MS);

  assert.deepEqual(asked, [['delete', 'a', 1, true], ['reset', 'b', 1, true]]);
});

test('a poll that somebody has opened meanwhile stays, and that is said', () => {
  actions.scheduleRemoval(store.polls.get('a'), 'delete');
  store.applyPoll({ ...poll('a', 2), state: 'open' });
  mock.timers.tick(UNDO_MS);

  assert.deepEqual(asked, []);
  assert.equal(actions.pending.size, 0);
  assert.deepEqual(kinds(), ['error']);
});

test('so does one of whose opening only the hub knows yet', async () => {
  actions.scheduleRemoval(store.polls.get('a'), 'reset');
  refusal = Object.assign(new Error('x'), { code: 'conflict', current: { ...poll('a', 2), state: 'open' } });
  mock.timers.tick(UNDO_MS);
  await settled();

  assert.equal(store.polls.get('a').state, 'open');
  assert.deepEqual(kinds(), ['error']);
});

test('a poll that somebody else has deleted needs no word', () => {
  actions.scheduleRemoval(store.polls.get('a'), 'delete');
  store.removePoll('a');

  assert.deepEqual(actions.toasts, []);
  assert.equal(actions.pending.size, 0);
});
