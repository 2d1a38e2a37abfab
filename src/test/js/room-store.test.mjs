// The connection and the store without a browser: sockets, timers, clock and random numbers are passed in.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RoomStore } from '../../main/resources/web/hub/room-store.js';

/** A network and a clock that the test controls. */
class World {
  now = 1000;
  sockets = [];
  memory = new Map();
  #timers = [];
  #ids = 0;

  env() {
    const world = this;
    return {
      WebSocket: class {
        readyState = 0;
        sent = [];
        constructor() {
          world.sockets.push(this);
        }
        send(text) {
          this.sent.push(JSON.parse(text));
        }
        close() {
          this.readyState = 3;
        }
      },
      setTimeout: (run, ms) => {
        const timer = { id: ++this.#ids, at: this.now + ms, run };
        this.#timers.push(timer);
        return timer.id;
      },
      clearTimeout: (id) => {
        this.#timers = this.#timers.filter((timer) => timer.id !== id);
      },
      now: () => this.now,
      random: () => 0.5,
      storage: {
        getItem: (key) => this.memory.get(key) ?? null,
        setItem: (key, value) => this.memory.set(key, value),
        removeItem: (key) => this.memory.delete(key),
      },
      newId: () => `v${++this.#ids}`,
      newMark: () => `mark-${this.#ids}`,
    };
  }

  pass(ms) {
    const end = this.now + ms;
    for (;;) {
      const next = this.#timers.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.#timers = this.#timers.filter((timer) => timer !== next);
      this.now = Math.max(this.now, next.at);
      next.run();
    }
    this.now = end;
  }

  get socket() {
    return this.sockets.at(-1);
  }

  get lastSent() {
    return this.socket.sent.at(-1);
  }

  open() {
    this.socket.readyState = 1;
    this.socket.onopen?.();
  }

  hear(message) {
    this.socket.onmessage?.({ data: JSON.stringify(message) });
  }

  answerPing() {
    const ping = this.socket.sent.findLast((message) => message.type === 'ping');
    if (ping) this.hear({ type: 'pong', id: ping.id, now: this.now + 5000 });
  }

  drop(code = 1006) {
    this.socket.readyState = 3;
    this.socket.onclose?.({ code });
  }
}

const poll = (fields) => ({
  id: 'p', room: 'R', question: 'Q', method: 'single', settings: {}, state: 'open', visible: true, rev: 1, run: 1,
  options: [{ id: 'a', label: 'A' }, { id: 'b', label: 'B' }], ...fields,
});

const joined = (world, fields) => ({
  type: 'joined', room: { code: 'R', title: 'T' }, role: 'voter', voter: 'x', token: 'secret', now: world.now + 5000,
  present: 1, polls: [poll()], tallies: [], ballots: {}, ...fields,
});

function live() {
  const world = new World();
  const store = new RoomStore({ code: 'R', url: 'ws://hub', env: world.env() });
  store.start();
  world.open();
  world.hear(joined(world));
  world.answerPing();
  return { world, store, attempt: () => store.ballots.of('p').attempt };
}

test('it joins first, keeps its identity, and knows the hub\'s clock', () => {
  const { world, store } = live();

  assert.deepEqual(world.socket.sent[0], { type: 'join', room: 'R', entries: true });
  assert.equal(store.status, 'live');
  assert.equal(world.memory.get('votehub.voter.R'), 'secret');
  assert.equal(store.clock.offsetMs, 5000);
});

test('a vote is being sent until it is acknowledged', () => {
  const { world, store, attempt } = live();

  store.vote('p', { choice: 'a' });
  assert.equal(attempt().state, 'sending');
  world.hear({ type: 'ack', id: world.lastSent.id, poll: 'p', rev: 2, receipt: 'r1' });

  assert.equal(store.ballots.of('p').counted.receipt, 'r1');
});

test('an older tally never replaces a newer one', () => {
  const { world, store } = live();
  const tally = (rev) => ({ type: 'tally', poll: 'p', rev, ballots: rev, final: false, result: {} });

  world.hear(tally(5));
  world.hear(tally(4));

  assert.equal(store.tallies.get('p').ballots, 5);
});

test('the texts of a poll are put together from what changed', () => {
  const { world, store } = live();
  const text = (id, at) => ({ id, at, text: `Text ${id}` });
  world.hear({ type: 'poll', poll: poll({ method: 'text', options: [], rev: 2 }) });
  world.hear({ type: 'tally', poll: 'p', rev: 3, ballots: 2, final: false, result: { method: 'text', entries: [text('b', 2), text('a', 1)], more: 0 } });

  world.hear({ type: 'tally', poll: 'p', rev: 5, ballots: 3, final: false, result: { method: 'text', more: 7 } });
  world.hear({ type: 'entries', poll: 'p', rev: 5, changed: [text('c', 3), { ...text('b', 2), state: 'starred' }], removed: ['a'] });

  const { ballots, result } = store.tallies.get('p');
  assert.equal(ballots, 3);
  assert.equal(result.more, 7);
  assert.deepEqual(result.entries, [text('c', 3), { ...text('b', 2), state: 'starred' }]);
});

test('an open socket that does not answer is replaced', () => {
  const { world, store } = live();
  const before = world.sockets.length;

  world.pass(15_001);
  assert.equal(world.lastSent.type, 'ping');
  world.pass(3_001);
  assert.equal(store.status, 'reconnecting');
  world.pass(400);

  assert.equal(world.sockets.length, before + 1);
});

test('a vote made while offline waits, and is sent with the same token when the connection is back', () => {
  const { world, store, attempt } = live();
  world.drop();

  store.vote('p', { choice: 'b' });
  assert.equal(attempt().state, 'waiting');
  world.pass(400);
  world.open();
  world.hear(joined(world));

  assert.equal(world.socket.sent[0].token, 'secret');
  const vote = world.socket.sent.find((message) => message.type === 'vote');
  assert.deepEqual(vote.ballot, { choice: 'b' });
  assert.equal(attempt().state, 'sending');
});

test('a vote that a busy hub refuses is sent again', () => {
  const { world, store } = live();
  store.vote('p', { choice: 'b' });
  const { id } = world.lastSent;

  world.hear({ type: 'error', id, code: 'busy', message: '', retry: true });
  const sent = world.socket.sent.length;
  world.pass(1000);

  assert.ok(world.socket.sent.length > sent);
  assert.equal(world.lastSent.id, id);
});

test('a vote that came too late is reported as not counted', () => {
  const { world, store, attempt } = live();
  store.vote('p', { choice: 'b' });
  const { id } = world.lastSent;

  world.hear({ type: 'poll', poll: poll({ state: 'closed', rev: 9 }) });
  world.hear({ type: 'error', id, code: 'not-open', message: '', retry: false, lateMs: 400 });

  assert.equal(attempt().state, 'refused');
  assert.equal(attempt().lateMs, 400);
});

test('it reconnects when the hub has said, and not before', () => {
  const { world } = live();
  world.hear({ type: 'bye', reason: 'restart', retryAfterMs: 1000 });
  const before = world.sockets.length;
  world.drop(1012);

  world.pass(900);
  assert.equal(world.sockets.length, before);
  world.pass(2000);
  assert.equal(world.sockets.length, before + 1);
});

test('a token that is no longer valid is discarded', () => {
  const { world } = live();
  world.drop();
  world.pass(400);
  world.open();
  world.hear({ type: 'error', code: 'bad-token', message: '', retry: false });
  world.pass(20_000);
  world.open();

  assert.deepEqual(world.socket.sent[0], { type: 'join', room: 'R', entries: true });
});

test('it does not reconnect after the room was deleted', () => {
  const { world, store } = live();
  world.drop(4504);
  const before = world.sockets.length;

  world.pass(120_000);

  assert.equal(store.status, 'gone');
  assert.equal(world.sockets.length, before);
});

test('a vote that waits during a reset has the run it was made for, and is refused because the poll has changed', () => {
  const { world, store, attempt } = live();
  world.drop();
  store.vote('p', { choice: 'a' });

  world.pass(10_000);
  world.open();
  world.hear(joined(world, { polls: [poll({ rev: 9, run: 2 })] }));

  const vote = world.socket.sent.find((message) => message.type === 'vote');
  assert.equal(vote.run, 1);
  world.hear({ type: 'error', id: vote.id, code: 'poll-changed', message: 'x', retry: false });
  assert.equal(attempt().code, 'poll-changed');
  store.vote('p', { choice: 'a' });
  assert.equal(world.lastSent.run, 2);
});

test('the ballot null withdraws a vote', () => {
  const { world, store, attempt } = live();
  store.vote('p', null);
  assert.equal(attempt(), null);
  store.vote('p', { choice: 'a' });
  world.hear({ type: 'ack', id: world.lastSent.id, poll: 'p', rev: 1, receipt: 'r' });

  store.vote('p', null);
  assert.equal(world.lastSent.ballot, null);
  world.hear({ type: 'ack', id: world.lastSent.id, poll: 'p', rev: 1, receipt: 's' });

  assert.deepEqual(store.ballots.of('p'), { counted: null, attempt: null });
});

test('a vote that waits during a reload still has the run it was made for', () => {
  const { world, store } = live();
  world.drop();
  store.vote('p', { choice: 'a' });

  const again = new RoomStore({ code: 'R', url: 'ws://hub', env: world.env() });
  again.start();
  world.open();
  world.hear(joined(world, { polls: [poll({ rev: 9, run: 2 })] }));

  assert.equal(world.socket.sent.find((message) => message.type === 'vote').run, 1);
});

test('an unsent vote is sent for a day, and never as another voter', () => {
  const { world, store } = live();
  world.drop();
  store.vote('p', { choice: 'a' });
  const rejoined = (voter) => {
    const again = new RoomStore({ code: 'R', url: 'ws://hub', env: world.env() });
    again.start();
    world.open();
    world.hear(joined(world, { voter }));
    return again;
  };

  world.now += 23 * 60 * 60_000;
  const other = rejoined('y');
  assert.equal(world.socket.sent.some(({ type }) => type === 'vote'), false);
  assert.equal(other.ballots.of('p').attempt.state, 'refused');

  store.vote('p', { choice: 'b' });
  rejoined('x');
  assert.deepEqual(world.socket.sent.find(({ type }) => type === 'vote').ballot, { choice: 'b' });
  store.vote('p', { choice: 'a' });
  world.now += 25 * 60 * 60_000;
  assert.equal(rejoined('x').ballots.of('p').attempt, null);
});

test('the stage never goes back, however late an earlier one arrives', () => {
  const { world, store } = live();

  world.hear({ type: 'room', room: { code: 'R', title: 'T', polls: [], stage: { lobby: true, rev: 5 } } });
  store.applyRoom({ stage: { blank: true, rev: 4 } });

  assert.deepEqual(store.room.stage, { lobby: true, rev: 5 });
  store.applyRoom({ stage: { blank: true, rev: 6 } });
  assert.deepEqual(store.room.stage, { blank: true, rev: 6 });
});

test('a vote of another tab is shown, and a pending vote of this tab is still sent', () => {
  const { world, store, attempt } = live();

  world.hear({ type: 'ballot', poll: 'p', ballot: { choice: 'a' }, receipt: 'r1' });
  assert.deepEqual(store.ballots.of('p').counted.ballot, { choice: 'a' });
  assert.equal(store.ballots.of('p').counted.receipt, 'r1');
  store.vote('p', { choice: 'b' });
  world.hear({ type: 'ballot', poll: 'p', ballot: null, receipt: 'r2' });
  assert.equal(store.ballots.of('p').counted, null);
  assert.equal(attempt().state, 'sending');
  world.hear({ type: 'ack', id: world.lastSent.id, poll: 'p', rev: 3, receipt: 'r3' });

  assert.deepEqual(store.ballots.of('p').counted.ballot, { choice: 'b' });
});

test('a pending vote on a poll that was deleted or withdrawn is reported as lost, and no other is', () => {
  const { world, store } = live();
  store.vote('p', { choice: 'a' });
  world.hear({ type: 'poll-deleted', poll: 'p' });
  assert.deepEqual(store.lost, [{ id: 'p', question: 'Q' }]);
  store.clearLost();

  world.hear({ type: 'poll', poll: poll({ id: 'counted' }) });
  store.vote('counted', { choice: 'a' });
  world.hear({ type: 'ack', id: world.lastSent.id, poll: 'counted', rev: 2, receipt: 'r' });
  world.hear({ type: 'poll', poll: poll({ id: 'reset' }) });
  store.vote('reset', { choice: 'a' });
  world.hear({ type: 'poll', poll: poll({ id: 'reset', state: 'draft', rev: 2 }) });
  world.hear({ type: 'poll-deleted', poll: 'counted' });
  assert.deepEqual(store.lost.map(({ id }) => id), ['reset']);
});

test('a vote that waited offline is reported as lost if the poll is gone on reconnection', () => {
  const { world, store } = live();
  world.drop();
  store.vote('p', { choice: 'a' });
  world.pass(1000);
  world.open();

  world.hear(joined(world, { polls: [] }));

  assert.deepEqual(store.lost, [{ id: 'p', question: 'Q' }]);
  assert.equal(store.ballots.own.size, 0);
});

test('a room with a passcode asks for it once, and not after that', () => {
  const world = new World();
  const store = new RoomStore({ code: 'ABC234', url: 'ws://hub', env: { ...world.env(), fallback: null } });
  store.start();
  world.open();
  world.hear({ type: 'error', code: 'challenge', message: '', retry: true, challenge: { by: ['passcode'] } });
  assert.deepEqual(store.challenge.by, ['passcode']);
  const sockets = world.sockets.length;
  world.pass(60_000);
  assert.equal(world.sockets.length, sockets, 'it waits for the voter');

  store.enterPasscode('123456');
  world.open();
  assert.equal(world.lastSent.passcode, '123456');
  world.hear({ type: 'error', code: 'challenge', message: '', retry: true, challenge: { by: ['passcode'], wrong: true } });
  assert.equal(store.challenge.wrong, true);

  store.enterPasscode('654321');
  world.open();
  world.hear({ type: 'joined', room: { code: 'ABC234', title: '' }, role: 'voter', token: 'T', now: 0, present: 1, polls: [], tallies: [], ballots: {} });
  assert.equal(store.status, 'live');
  assert.equal(store.challenge, null);
  assert.equal(world.memory.get('votehub.voter.ABC234'), 'T');
});

test('a voter whom the presenter removed does not come back', () => {
  const world = new World();
  const store = new RoomStore({ code: 'ABC234', url: 'ws://hub', env: { ...world.env(), fallback: null } });
  store.start();
  world.open();
  world.hear({ type: 'joined', room: { code: 'ABC234', title: '' }, role: 'voter', token: 'T', now: 0, present: 1, polls: [], tallies: [], ballots: {} });
  world.socket.onclose({ code: 4503 });
  world.pass(60_000);
  assert.equal(store.status, 'gone');
  assert.equal(store.reason, 'removed');

  const later = new RoomStore({ code: 'ABC234', url: 'ws://hub', env: { ...world.env(), fallback: null } });
  later.start();
  world.open();
  assert.equal(world.lastSent.token, 'T');
  world.hear({ type: 'error', code: 'removed', message: '', retry: false });
  assert.equal(later.status, 'gone');
  assert.equal(later.reason, 'removed');
});

test('a locked room lets the voter in once it is open again', () => {
  const world = new World();
  const store = new RoomStore({ code: 'ABC234', url: 'ws://hub', env: { ...world.env(), fallback: null } });
  store.start();
  world.open();
  world.hear({ type: 'error', code: 'locked', message: '', retry: true });
  assert.equal(store.connection.refusal, 'locked');
  const sockets = world.sockets.length;
  world.pass(15_000);
  assert.ok(world.sockets.length > sockets, 'it tries again');
});
