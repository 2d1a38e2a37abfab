// Several presenters control the big screen.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

const memory = new Map();
globalThis.localStorage = {
  getItem: (key) => memory.get(key) ?? null,
  setItem: (key, value) => memory.set(key, String(value)),
  removeItem: (key) => memory.delete(key),
};
const { StageControl } = await import('../../main/resources/web/presenter/stage-control.js');

/** A hub with a stage, which responds when the test says so. */
class Hub {
  stage = { follow: true, rev: 0 };
  asked = [];
  said = [];
  #waiting = [];
  store = {
    room: { stage: this.stage },
    applyRoom: ({ stage }) => (this.store.room = { stage }),
  };

  stageControl() {
    const put = (change) =>
      new Promise((resolve, reject) => {
        this.asked.push(change);
        this.#waiting.push(() => {
          const { rev, ...what } = change;
          if (rev !== this.stage.rev) return reject(Object.assign(new Error('x'), { code: 'conflict', current: this.stage }));
          this.stage = { ...what, rev: rev + 1 };
          resolve(this.stage);
        });
      });
    return new StageControl({ put, store: this.store, onError: (fault) => this.said.push(fault) });
  }

  async answer() {
    this.#waiting.shift()();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

beforeEach(() => memory.clear());

test('the stage follows the selected poll, and never a draft', async () => {
  const hub = new Hub();
  const stageControl = hub.stageControl();
  stageControl.pollSelected({ id: 'd', state: 'draft' });
  stageControl.pollSelected({ id: 'p', state: 'open' });
  await hub.answer();

  assert.deepEqual(hub.asked, [{ poll: 'p', rev: 0 }]);
  assert.deepEqual(hub.store.room.stage, { poll: 'p', rev: 1 });
});

test('the stage does not follow if the presenter has switched that off, also the next time', () => {
  const hub = new Hub();
  hub.stageControl().setFollows(false, null);
  const later = hub.stageControl();
  later.pollSelected({ id: 'p', state: 'open' });

  assert.equal(later.follows, false);
  assert.deepEqual(hub.asked, []);
});

test('of several requests during a running one only the latest is sent, with the new revision', async () => {
  const hub = new Hub();
  const stageControl = hub.stageControl();
  for (const poll of ['a', 'b', 'c']) stageControl.show({ poll });
  await hub.answer();
  await hub.answer();

  assert.deepEqual(hub.asked, [{ poll: 'a', rev: 0 }, { poll: 'c', rev: 1 }]);
  assert.deepEqual(hub.said, []);
});

test('if another presenter was faster, their stage stays, and this presenter is told', async () => {
  const hub = new Hub();
  const stageControl = hub.stageControl();
  stageControl.show({ blank: true });
  hub.stage = { lobby: true, rev: 1 };
  await hub.answer();

  assert.deepEqual(hub.store.room.stage, { lobby: true, rev: 1 });
  assert.equal(hub.said.length, 1);
  stageControl.show({ blank: true });
  await hub.answer();
  assert.deepEqual(hub.stage, { blank: true, rev: 2 });
});

test('a stage that is shown already is not requested', () => {
  const hub = new Hub();
  hub.store.room = { stage: { poll: 'p', rev: 3 } };
  hub.stageControl().show({ poll: 'p' });

  assert.deepEqual(hub.asked, []);
});
