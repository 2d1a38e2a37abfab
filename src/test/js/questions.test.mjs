// Questions from the floor as a voter's page knows them: what is asked survives outages, and votes show at once.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { questionsPoll } from '../../main/resources/web/questions/questions-poll.js';
import { Questions } from '../../main/resources/web/questions/questions.js';

const POLL = { id: 'Q', run: 1, method: 'questions', state: 'open', settings: { perVoter: 3 } };

/** A store, a hub and a clock that the test controls. */
class Room extends EventTarget {
  sent = [];
  memory = new Map();
  room = { code: 'ABC234' };
  status = 'live';
  token = 'TOKEN';
  moreEntries = new Map();
  asked = null;
  takeAsked = (poll) => this.asked?.[poll] ?? null;
  pages = [];
  polls = new Map([['Q', POLL]]);
  entries = new Map();
  tallies = new Map();
  own = { counted: null, attempt: null };
  calls = [];
  probes = 0;
  #timers = new Map();
  #ids = 0;
  ballots = { of: () => this.own };
  connection = {
    send: (message) => this.status === 'live' && Boolean(this.sent.push(message)),
    probe: () => this.probes++,
  };

  vote(poll, ballot) {
    this.own = { ...this.own, attempt: { ballot, state: 'sending' } };
    this.changed();
  }

  changed() {
    this.dispatchEvent(new Event('change'));
  }

  set(status) {
    this.status = status;
    this.changed();
  }

  hear(message) {
    this.dispatchEvent(new CustomEvent('message', { detail: message }));
  }

  refuse(message) {
    this.dispatchEvent(new CustomEvent('refused', { detail: message }));
  }

  applyEntries(poll, changed) {
    this.entries = new Map(this.entries).set(poll, new Map([...(this.entries.get(poll) ?? []), ...changed.map((entry) => [entry.id, entry])]));
    this.changed();
  }

  show(entries, counts = [], rev = 1) {
    this.entries = new Map([['Q', new Map(entries.map((entry) => [entry.id, entry]))]]);
    this.tallies = new Map([['Q', { rev, ballots: 4, result: { entries: counts } }]]);
    this.changed();
  }

  runTimers() {
    const timers = [...this.#timers.values()];
    this.#timers.clear();
    timers.forEach((run) => run());
  }

  open() {
    return new Questions({
      store: this,
      poll: POLL,
      callApi: async (method, url, options) => {
        this.calls.push([method, url, options.token]);
        return this.pages.shift();
      },
      env: {
        storage: { getItem: (key) => this.memory.get(key) ?? null, setItem: (key, value) => this.memory.set(key, value) },
        setTimeout: (run) => (this.#timers.set(++this.#ids, run), this.#ids),
        clearTimeout: (id) => this.#timers.delete(id),
        now: () => 1000,
        random: () => 0.5,
        newId: () => `m${++this.#ids}`,
      },
    });
  }
}

const states = (questions) => questions.own.list.map(({ slot, state }) => `${slot} ${state}`).join();

test('a question is asked in the lowest free slot, and becomes what the hub says', () => {
  const room = new Room();
  const questions = room.open();

  assert.equal(questions.ask('Why?', ''), true);
  const { id, ...message } = room.sent[0];
  assert.deepEqual(message, { type: 'ask', poll: 'Q', run: 1, slot: 1, text: 'Why?' });
  room.hear({ type: 'asked', id, entry: 'e1', state: 'pending' });
  assert.equal(states(questions), '1 pending');
  room.hear({ type: 'entries', poll: 'Q', changed: [{ id: 'e1', state: 'live', text: 'Why?' }] });
  assert.equal(states(questions), '1 live');

  questions.ask('How?', 'Ada');
  assert.deepEqual([room.sent[1].slot, room.sent[1].name], [2, 'Ada']);
});

test('an own question that the presenter hides is said to be not shown', () => {
  const room = new Room();
  const questions = room.open();
  questions.ask('Why?');
  room.hear({ type: 'asked', id: room.sent[0].id, entry: 'e1', state: 'live' });

  room.hear({ type: 'entries', poll: 'Q', changed: [], removed: ['e1'] });
  assert.equal(states(questions), '1 hidden');
});

test('questions that did not fit into the first message are read page by page', async () => {
  const room = new Room();
  room.moreEntries.set('Q', 3);
  room.show([{ id: 'a', state: 'answered', at: 1, text: 'newer than the page' }]);
  room.pages = [{ entries: [{ id: 'a', state: 'live', at: 1, text: 'older' }, { id: 'b', state: 'live', at: 2, text: 'B' }], next: 'b' }, { entries: [{ id: 'c', state: 'live', at: 3, text: 'C' }] }];
  const questions = room.open();
  await new Promise((done) => setImmediate(done));

  assert.deepEqual(room.calls.map(([, url]) => url.split('entries')[1]), ['', '?after=b']);
  assert.deepEqual(questions.entries.map(({ id, state }) => `${id} ${state}`), ['a answered', 'b live', 'c live']);
});

test('after an outage the page is told what became of its own questions, and on another device, too', () => {
  const room = new Room();
  const questions = room.open();
  questions.ask('Why?');
  room.hear({ type: 'asked', id: room.sent[0].id, entry: 'e1', state: 'pending' });
  questions.ask('How?');
  room.set('reconnecting');
  room.asked = { Q: [{ slot: 1, entry: 'e1', state: 'archived', text: 'Why?' }] };
  room.set('live');
  room.hear({ type: 'joined' });
  assert.equal(states(questions), '1 archived,2 sending');

  room.memory.clear();
  assert.equal(states(room.open()), '1 archived');
});

test('the fourth question is not even sent', () => {
  const room = new Room();
  const questions = room.open();
  for (const text of ['One?', 'Two?', 'Three?']) questions.ask(text);

  assert.equal(questions.ask('Four?'), false);
  assert.equal(room.sent.length, 3);
});

test('a question that is asked offline waits, says so, survives a reload, and is sent once the hub is back', () => {
  const room = new Room();
  room.status = 'reconnecting';
  const before = room.open();
  before.ask('Why?');
  assert.equal(states(before), '1 waiting');
  before.stop();

  const questions = room.open();
  assert.equal(states(questions), '1 waiting');
  room.set('live');
  room.hear({ type: 'joined' });
  assert.equal(states(questions), '1 sending');
  assert.equal(room.sent.length, 1);
});

test('a question without an answer is sent again under the same id', () => {
  const room = new Room();
  const questions = room.open();
  questions.ask('Why?');

  room.runTimers();
  assert.equal(room.sent.length, 2);
  assert.deepEqual(room.sent[0], room.sent[1]);
  assert.equal(room.probes, 1);
  room.set('reconnecting');
  assert.equal(states(questions), '1 waiting');
});

test('a refused question leaves its slot free and keeps its text', () => {
  const room = new Room();
  const questions = room.open();
  questions.ask('Why?');
  room.refuse({ id: room.sent[0].id, code: 'not-open', retry: false });

  assert.equal(states(questions), '1 refused');
  assert.equal(questions.own.list[0].text, 'Why?');
  assert.equal(questions.own.freeSlot(3), 1);
});

test('a busy hub is asked again', () => {
  const room = new Room();
  const questions = room.open();
  questions.ask('Why?');
  room.refuse({ id: room.sent[0].id, code: 'busy', retry: true });

  assert.equal(states(questions), '1 sending');
  room.runTimers();
  assert.equal(room.sent.length, 2);
});

test('a question that exists already is offered for support, and takes no slot', () => {
  const room = new Room();
  const questions = room.open();
  questions.ask('why?');
  room.hear({ type: 'asked', id: room.sent[0].id, entry: 'e7', state: 'live', existing: true });

  assert.deepEqual(questions.same, { entry: 'e7', text: 'why?' });
  assert.equal(states(questions), '');
});

test('an own question is withdrawn at the hub, and one that was never sent is dropped', async () => {
  const room = new Room();
  const questions = room.open();
  questions.ask('Why?');
  room.hear({ type: 'asked', id: room.sent[0].id, entry: 'e1', state: 'live' });
  await questions.withdraw(questions.own.list[0]);

  assert.deepEqual(room.calls, [['DELETE', '/api/v1/rooms/ABC234/polls/Q/entries/e1', 'TOKEN']]);
  assert.equal(states(questions), '');
});

test('a vote shows at once and is counted once, whether the tally comes before or after the answer', () => {
  const room = new Room();
  const questions = room.open();
  const up = () => questions.entries[0].score;
  room.show([{ id: 'e1', state: 'live', at: 1, text: 'Why?' }], [{ id: 'e1', score: 3 }], 5);
  assert.equal(up(), 3);

  questions.vote('e1', 1);
  assert.deepEqual([up(), questions.entries[0].vote], [4, 1]);
  room.own = { counted: { ballot: { up: ['e1'], down: [] }, rev: 7 }, attempt: null };
  room.changed();
  assert.equal(up(), 4);
  room.show([{ id: 'e1', state: 'live', at: 1, text: 'Why?' }], [{ id: 'e1', score: 4 }], 7);
  assert.equal(up(), 4);

  questions.vote('e1', 0);
  assert.deepEqual([up(), room.own.attempt.ballot], [3, null]);
});

test('questions that are hidden or put aside are not listed for voters', () => {
  const room = new Room();
  const questions = room.open();
  room.show(['live', 'answered', 'archived', 'hidden', 'pending'].map((state, at) => ({ id: state, state, at, text: state })));

  assert.deepEqual(questions.publicEntries.map(({ id }) => id), ['live', 'answered']);
});

test('of several polls for questions the one opened last is shown', () => {
  const poll = (id, state, at, method = 'questions') => ({ id, state, openedAt: at, closedAt: at, method });

  assert.equal(questionsPoll([poll('a', 'open', 1), poll('b', 'open', 2), poll('c', 'closed', 9), poll('d', 'open', 9, 'single')]).id, 'b');
  assert.equal(questionsPoll([poll('a', 'draft', 1), poll('c', 'closed', 9)]).id, 'c');
  assert.equal(questionsPoll([poll('d', 'open', 9, 'single')]), undefined);
});
