// Two presenters edit the same draft: nothing is overwritten silently.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PollEditing } from '../../main/resources/web/presenter/poll-editing.js';
import { proofOf, proofsOf } from '../../main/resources/web/presenter/proof-setting.js';
import { describeChanges } from '../../main/resources/web/presenter/poll-changes.js';

const poll = (rev, more = {}) => ({
  id: 'p', question: 'Q', method: 'single', options: [{ id: 'a', label: 'A' }, { id: 'b', label: 'B' }], settings: { change: true }, state: 'draft', rev, ...more,
});
const saving = (answer) => {
  const sent = [];
  return { sent, save: async (id, fields) => (sent.push(fields), answer()) };
};
const conflict = (current) => () => {
  throw Object.assign(new Error('x'), { code: 'conflict', current });
};

test('a draft is saved in place of the revision that was edited', async () => {
  const editing = new PollEditing();
  const actions = saving(() => poll(2));
  editing.edit(poll(1));
  editing.saveForm({ question: 'mine' });

  assert.equal((await editing.save(actions, { id: 'p', fields: { question: 'mine' } })).rev, 2);
  assert.deepEqual(actions.sent, [{ question: 'mine', rev: 1 }]);
  assert.equal(editing.current, null);
});

test('a version that another presenter saved first is shown, and replaced only at the presenter\'s request', async () => {
  const editing = new PollEditing();
  editing.edit(poll(1));
  editing.saveForm({ question: 'mine' });
  assert.equal(await editing.save(saving(conflict(poll(2))), { id: 'p', fields: {} }), undefined);
  assert.equal(editing.current.theirs.rev, 2);
  assert.equal(editing.current.saving, false);

  editing.keepMine();
  assert.equal(editing.current.theirs, undefined);
  assert.deepEqual(editing.savedForm, { question: 'mine' });
  const actions = saving(() => poll(3));
  await editing.save(actions, { id: 'p', fields: {} });
  assert.deepEqual(actions.sent, [{ rev: 2 }]);
});

test('a change of the draft is shown at once; the result of saving is no change', async () => {
  const editing = new PollEditing();
  editing.edit(poll(1));
  editing.pollReceived(poll(1));
  assert.equal(editing.current.theirs, undefined);
  editing.pollReceived(poll(4));
  assert.equal(editing.current.theirs.rev, 4);
  editing.takeTheirs();
  assert.equal(editing.current.poll.rev, 4);
  assert.equal(editing.savedForm, undefined);

  const own = editing.save({ save: async () => (editing.pollReceived(poll(5)), poll(5)) }, { id: 'p', fields: {} });
  assert.equal(editing.current.theirs, undefined);
  await own;
});

test('a form that is older than another presenter\'s change conflicts with it when editing continues', () => {
  const editing = new PollEditing();
  editing.edit(poll(1));
  editing.saveForm({ question: 'mine' });
  editing.suspend();
  editing.edit(poll(2));

  assert.equal(editing.current.rev, 1);
  assert.equal(editing.current.theirs.rev, 2);
  assert.deepEqual(editing.savedForm, { question: 'mine' });
});

test('changes are described one by one', () => {
  const words = (after) => describeChanges(poll(1), poll(2, after)).map(([key, { to, label, method }]) => [key, to ?? label ?? method].join(' ').trim());
  const options = (...labels) => ({ options: labels.map((label, i) => ({ id: 'abc'[i], label })) });

  assert.deepEqual(words({}), []);
  assert.deepEqual(words({ question: 'R', method: 'multiple', settings: { change: false } }), ['conflict.question R', 'conflict.method multiple', 'conflict.settings']);
  assert.deepEqual(words(options('B', 'A')), ['conflict.order']);
  assert.deepEqual(words(options('A', 'A', 'C')), ['conflict.removed B', 'conflict.added A', 'conflict.added C']);
  assert.deepEqual(words({ state: 'open' }), ['conflict.opened']);
  assert.deepEqual(describeChanges(poll(1, { settings: { a: 1, b: 2 } }), poll(2, { settings: { b: 2, a: 1 } })), []);
});

test('texts and secret ballots cannot be published, whatever was chosen before', () => {
  const form = { method: 'single', electorate: null, settings: { proof: 'ballots' } };
  assert.equal(proofOf(form), 'ballots');
  for (const method of ['text', 'words', 'questions']) {
    assert.deepEqual(proofsOf({ ...form, method }), ['receipts', 'none']);
    assert.equal(proofOf({ ...form, method }), 'receipts');
  }
  assert.equal(proofOf({ ...form, electorate: 'roll', settings: { ...form.settings, secret: true } }), 'receipts');
  assert.equal(proofOf({ ...form, settings: { proof: 'none' } }), 'none');
});
