// A presenter steers the big screen, beside others who do so too.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

const memory = new Map();
globalThis.localStorage = {
  getItem: (key) => memory.get(key) ?? null,
  setItem: (key, value) => memory.set(key, String(value)),
  removeItem: (key) => memory.delete(key),
};
const { StageControl } = await import('../../main/resources/web/presenter/stage-control.js');

/** A hub with one stage, which answers when it is told to. */
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

test('the screen follows what is chosen, and never a draft', async () => {
  const hub = new Hub();
  const stageControl = hub.stageControl();
  stageControl.pollSelected({ id: 'd', state: 'draft' });
  stageControl.pollSelected({ id: 'p', state: 'open' });
  await hub.answer();

  assert.deepEqual(hub.asked, [{ poll: 'p', rev: 0 }]);
  assert.deepEqual(hub.store.room.stage, { poll: 'p', rev: 1 });
});

test('who does not want the screen to follow leads without it, also the next time', () => {
  const hub = new Hub();
  hub.stageControl().setFollows(false, null);
  const later = hub.stageControl();
  later.pollSelected({ id: 'p', state: 'open' });

  assert.equal(later.follows, false);
  assert.deepEqual(hub.asked, []);
});

test('of what is chosen while the hub answers only the newest is asked for, with the revision that it then knows', async () => {
  const hub = new Hub();
  const stageControl = hub.stageControl();
  for (const poll of ['a', 'b', 'c']) stageControl.show({ poll });
  await hub.answer();
  await hub.answer();

  assert.deepEqual(hub.asked, [{ poll: 'a', rev: 0 }, { poll: 'c', rev: 1 }]);
  assert.deepEqual(hub.said, []);
});

test('another presenter who was faster keeps the screen, and this one is told', async () => {
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

test('what is shown already is not asked for', () => {
  const hub = new Hub();
  hub.store.room = { stage: { poll: 'p', rev: 3 } };
  hub.stageControl().show({ poll: 'p' });

  assert.deepEqual(hub.asked, []);
});
