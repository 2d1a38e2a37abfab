// The fallback for blocked WebSockets, without a browser: the test plays the hub behind fetch.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EventStreamSocket } from '../../main/resources/web/hub/event-stream-socket.js';
import { HubConnection } from '../../main/resources/web/hub/connection.js';

/** A hub behind fetch, whose events the test writes. */
class Host {
  asked = [];
  #stream;
  answers = {};

  fetch = async (url, options = {}) => {
    this.asked.push({ url: String(url), ...options });
    if (String(url).includes('/events')) {
      if (this.answers.events) return this.answers.events();
      return new Response(new ReadableStream({ start: (stream) => (this.#stream = stream) }), { status: 200 });
    }
    return this.answers.ballots();
  };

  say(text) {
    this.#stream.enqueue(new TextEncoder().encode(text));
  }

  end() {
    this.#stream.close();
  }
}

const soon = async () => {
  for (let i = 0; i < 5; i++) await new Promise((done) => setTimeout(done, 1));
};
const json = (status, body, headers = {}) => new Response(JSON.stringify(body), { status, headers });

async function connected(host, now = () => 1000) {
  const socket = new EventStreamSocket('wss://hub.example/ws', { fetch: host.fetch, now });
  const heard = [];
  let closed = null;
  socket.onmessage = ({ data }) => heard.push(JSON.parse(data));
  socket.onclose = ({ code }) => (closed = code);
  await new Promise((open) => (socket.onopen = open));
  socket.send(JSON.stringify({ type: 'join', room: 'ABC234', token: 'secret' }));
  await soon();
  return { socket, heard, closed: () => closed };
}

test('it sends the token in a header, and parses events however they are split into chunks', async () => {
  const host = new Host();
  const { heard } = await connected(host);
  assert.equal(host.asked[0].url, 'https://hub.example/api/v1/rooms/ABC234/events');
  assert.equal(host.asked[0].headers.Authorization, 'Bearer secret');
  host.say('data: {"type":"joined","token":"mine","now":7}\n\ndata: {"type":"pre');
  await soon();
  host.say('sence","present":3}\n');
  host.say('\ndata: {"type":"tally","result":"ü\\n"}\n\n');
  await soon();
  assert.deepEqual(heard.map(({ type }) => type), ['joined', 'presence', 'tally']);
  assert.equal(heard[2].result, 'ü\n');
});

test('a vote is an HTTP request, and its response becomes a message', async () => {
  const host = new Host();
  const { socket, heard } = await connected(host);
  host.say('data: {"type":"joined","token":"mine","now":7}\n\n');
  await soon();
  host.answers.ballots = () => json(201, { type: 'ack', id: '1', poll: 'p', rev: 5, receipt: 'R' });
  socket.send(JSON.stringify({ type: 'vote', id: '1', poll: 'p', run: 2, ballot: { choice: 'a' } }));
  await soon();
  const { url, headers, body } = host.asked[1];
  assert.equal(url, 'https://hub.example/api/v1/rooms/ABC234/polls/p/ballots');
  assert.equal(headers.Authorization, 'Bearer mine');
  assert.deepEqual(JSON.parse(body), { id: '1', run: 2, ballot: { choice: 'a' } });
  assert.equal(heard.at(-1).type, 'ack');

  host.answers.ballots = () => json(409, { code: 'not-open', detail: 'Too late', lateMs: 40 });
  socket.send(JSON.stringify({ type: 'vote', id: '2', poll: 'p', ballot: {} }));
  await soon();
  assert.deepEqual(heard.at(-1), { type: 'error', id: '2', code: 'not-open', message: 'Too late', lateMs: 40, retry: false });

  host.answers.ballots = () => json(503, { code: 'busy' }, { 'Retry-After': '2' });
  socket.send(JSON.stringify({ type: 'vote', id: '3', poll: 'p', ballot: {} }));
  await soon();
  assert.deepEqual(heard.at(-1), { type: 'error', id: '3', code: 'busy', retry: true, retryAfterMs: 2000 });

  host.answers.ballots = () => Promise.reject(new TypeError('network'));
  socket.send(JSON.stringify({ type: 'vote', id: '4', poll: 'p', ballot: {} }));
  await soon();
  assert.equal(heard.at(-1).retry, true);
});

test('it stays alive as long as the hub sends something', async () => {
  const host = new Host();
  let now = 1000;
  const { socket, heard } = await connected(host, () => now);
  host.say('data: {"type":"pong","now":50000}\n\n');
  await soon();
  now += 9_000;
  socket.send('{"type":"ping","id":"p1"}');
  await soon();
  assert.deepEqual(heard.at(-1), { type: 'pong', id: 'p1', now: 59000 });
  now += 5_000;
  socket.send('{"type":"ping","id":"p2"}');
  await soon();
  assert.equal(heard.at(-1).id, 'p1');
});

test('its close event has the close code of a WebSocket', async () => {
  const host = new Host();
  const { closed } = await connected(host);
  host.say('event: close\ndata: {"code":4504,"reason":"room deleted"}\n\n');
  host.end();
  await soon();
  assert.equal(closed(), 4504);

  const cut = new Host();
  const other = await connected(cut);
  cut.end();
  await soon();
  assert.equal(other.closed(), 1006);
});

test('a refused event stream becomes an error message', async () => {
  const host = new Host();
  host.answers.events = () => json(403, { code: 'forbidden', detail: 'No' });
  const { heard, closed } = await connected(host);
  assert.equal(heard[0].code, 'forbidden');
  assert.equal(closed(), 1006);
});

test('sockets are blocked if none opens while the hub can be reached', async () => {
  const world = (how, ok = true) => ({
    fetch: async () => new Response(null, { status: ok ? 200 : 503 }),
    setTimeout: (run) => how === 'hangs' && queueMicrotask(run),
    WebSocket: class {
      constructor() {
        queueMicrotask(() => (how === 'opens' ? this.onopen?.() : how === 'fails' && this.onclose?.({})));
      }
      close() {}
    },
  });
  assert.equal(await EventStreamSocket.blocked('ws://hub/ws', world('opens')), false);
  assert.equal(await EventStreamSocket.blocked('ws://hub/ws', world('fails')), true);
  assert.equal(await EventStreamSocket.blocked('ws://hub/ws', world('hangs')), true);
  await assert.rejects(EventStreamSocket.blocked('ws://hub/ws', world('fails', false)));
});

/** A network in which WebSockets and HTTP work or fail, and a hub that accepts every join. */
function network({ sockets, http }) {
  const world = { sockets, http, tried: [], timers: [], now: 0 };
  const socket = (kind, works) =>
    class {
      readyState = 0;
      constructor() {
        world.tried.push(kind);
        queueMicrotask(() => {
          if (!works()) return this.onclose?.({ code: 1006 });
          this.readyState = 1;
          this.onopen?.();
        });
      }
      static blocked = async () => {
        world.tried.push('look');
        if (!world.http) throw new Error('away');
        return !world.sockets;
      };
      send(text) {
        if (JSON.parse(text).type === 'join') queueMicrotask(() => this.onmessage?.({ data: '{"type":"joined","now":0}' }));
      }
      close() {}
    };
  const Events = socket('events', () => world.http);
  world.hub = new HubConnection({
    url: 'ws://hub/ws',
    join: () => ({ room: 'R' }),
    onMessage: () => {},
    onState: () => {},
    fallback: async () => Events,
    env: {
      WebSocket: socket('socket', () => world.sockets),
      setTimeout: (run, ms) => world.timers.push({ run, at: world.now + ms }) && run,
      clearTimeout: (run) => (world.timers = world.timers.filter((timer) => timer.run !== run)),
      now: () => world.now,
      random: () => 0.5,
    },
  });
  world.pass = async (ms) => {
    const end = world.now + ms;
    for (;;) {
      await soon();
      const next = world.timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      world.timers.splice(world.timers.indexOf(next), 1);
      world.now = Math.max(world.now, next.at);
      next.run();
    }
    world.now = end;
  };
  return world;
}

test('if WebSockets are blocked it uses the fallback, and returns to a WebSocket once one opens', async () => {
  const world = network({ sockets: false, http: true });
  world.hub.start();
  await world.pass(3_000);
  assert.deepEqual(world.tried, ['socket', 'socket', 'look', 'events']);
  assert.equal(world.hub.state, 'live');

  world.sockets = true;
  world.hub.probe = () => {}; // Nobody answers pings here.
  world.tried.length = 0;
  world.timers = world.timers.filter(({ at }) => at > world.now + 20_000);
  await world.pass(100_000);
  assert.deepEqual(world.tried, ['look', 'socket']);
  assert.equal(world.hub.state, 'live');
});

test('a hub that is down for a while drives nobody to the fallback', async () => {
  const world = network({ sockets: false, http: false });
  world.hub.start();
  await world.pass(20_000);
  assert.ok(world.tried.includes('look') && !world.tried.includes('events'), world.tried.join());
  world.sockets = world.http = true;
  await world.pass(20_000);
  assert.ok(!world.tried.includes('events'), world.tried.join());
  assert.equal(world.tried.at(-1), 'socket');
});

test('a passcode makes a voter first, with whose token the stream is opened', async () => {
  const host = new Host();
  const socket = new EventStreamSocket('wss://hub.example/ws', { fetch: host.fetch, now: () => 1000 });
  const heard = [];
  socket.onmessage = ({ data }) => heard.push(JSON.parse(data));
  await new Promise((open) => (socket.onopen = open));
  host.answers.ballots = () => json(201, { voter: 'v', token: 'new' });
  socket.send(JSON.stringify({ type: 'join', room: 'ABC234', passcode: '123456' }));
  await soon();
  assert.equal(host.asked[0].url, 'https://hub.example/api/v1/rooms/ABC234/voters');
  assert.deepEqual(JSON.parse(host.asked[0].body), { passcode: '123456' });
  assert.equal(host.asked[1].url, 'https://hub.example/api/v1/rooms/ABC234/events');
  assert.equal(host.asked[1].headers.Authorization, 'Bearer new');
});

test('a refused passcode becomes the challenge that the hub answers with', async () => {
  const host = new Host();
  const socket = new EventStreamSocket('wss://hub.example/ws', { fetch: host.fetch, now: () => 1000 });
  const heard = [];
  socket.onmessage = ({ data }) => heard.push(JSON.parse(data));
  await new Promise((open) => (socket.onopen = open));
  host.answers.ballots = () => json(403, { code: 'challenge', detail: 'x', challenge: { by: ['passcode'], wrong: true } });
  socket.send(JSON.stringify({ type: 'join', room: 'ABC234', passcode: '1' }));
  await soon();
  assert.equal(heard[0].code, 'challenge');
  assert.equal(heard[0].challenge.wrong, true);
  assert.equal(host.asked.length, 1, 'no stream is opened');
});
