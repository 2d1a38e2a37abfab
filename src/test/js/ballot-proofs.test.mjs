// What the voter's page keeps and checks of its ballots' tags.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { Ballots } from '../../main/resources/web/hub/ballots.js';
import { base64url, bytesOf, isTagRight, proofOf, tagOf } from '../../main/resources/web/hub/proofs.js';

const RECEIPT = '0123456789ABCDEF';

function tagByHand(poll, mark, receipt) {
  return createHash('sha256').update(`votehub/tag/1\n${poll}\n`).update(Buffer.from(mark, 'base64url')).update(receipt).digest('base64url');
}

function page(memory = new Map(), secret = () => undefined) {
  const sent = [];
  const tags = [];
  let count = 0;
  const ballots = new Ballots({
    send: (message) => sent.push(message) > 0,
    onOverdue: () => {},
    onChange: () => {},
    onTag: (poll) => tags.push(poll),
    secret,
    key: 'k',
    env: {
      storage: { getItem: (key) => memory.get(key) ?? null, setItem: (key, value) => memory.set(key, value) },
      setTimeout: () => 1,
      clearTimeout: () => {},
      now: () => 1000,
      random: () => 0.5,
      newId: () => `v${++count}`,
      newMark: () => base64url(new Uint8Array(16).fill(count)),
    },
  });
  const ack = (more) => ballots.acked({ id: sent.at(-1).id, poll: 'p', rev: 1, receipt: RECEIPT, ...more });
  return { ballots, sent, tags, ack, memory };
}

test('a tag follows from poll, mark and receipt, also of a ballot without a mark', async () => {
  for (const mark of ['', 'AAAAAAAAAAAAAAAAAAAAAA', '_-8gAAAAAAAAAAAAAAAAAQ']) {
    const tag = tagByHand('poll-1', mark, RECEIPT);
    assert.equal(await tagOf({ poll: 'poll-1', mark, receipt: RECEIPT }), tag);
    assert.equal(await isTagRight({ poll: 'poll-1', mark, receipt: RECEIPT, tag }), true);
    assert.equal(await isTagRight({ poll: 'poll-2', mark, receipt: RECEIPT, tag }), false);
    assert.equal(base64url(bytesOf(mark)), mark);
  }
});

test('without a SHA-256 nothing is said of a tag', async () => {
  assert.equal(await isTagRight({ poll: 'p', mark: '', receipt: RECEIPT, tag: 'x' }, null), null);
});

test('a vote has the same mark on each retry, also after a reload, and another ballot another one', () => {
  const { ballots, sent, memory } = page();
  ballots.cast('p', { choice: 'a' }, 1);
  ballots.offline();
  ballots.joined({}, 'x');
  const again = page(memory);
  again.ballots.joined({}, 'x');

  const marks = [...sent, ...again.sent].map(({ mark }) => mark);
  assert.equal(marks.length, 3);
  assert.match(marks[0], /^[\w-]{22}$/);
  assert.equal(new Set(marks).size, 1);

  ballots.cast('p', { choice: 'b' }, 1);
  assert.notEqual(sent.at(-1).mark, marks[0]);
});

test('a withdrawal has no mark', () => {
  const { ballots, sent, ack } = page();
  ballots.cast('p', { choice: 'a' }, 1);
  ack({ tag: 't' });
  ballots.cast('p', null, 1);

  assert.equal('mark' in sent.at(-1), false);
  ack();
  assert.equal(proofOf(ballots, 'p'), null);
});

test('mark, receipt and tag of the ballot that stands are kept, also after a reload', () => {
  const { ballots, sent, tags, ack, memory } = page();
  ballots.cast('p', { choice: 'a' }, 3);
  ack({ tag: 't' });

  const proof = { poll: 'p', run: 3, receipt: RECEIPT, tag: 't', mark: sent[0].mark };
  assert.deepEqual(proofOf(ballots, 'p'), proof);
  assert.deepEqual(proofOf(page(memory).ballots, 'p'), proof);
  assert.deepEqual(tags, ['p']);
});

test('where another ballot stands its mark is kept, and that it has none', () => {
  const { ballots, ack } = page();
  ballots.cast('p', { choice: 'a' }, 1);
  ack({ tag: 't', mark: 'AAAAAAAAAAAAAAAAAAAAAA' });
  assert.equal(proofOf(ballots, 'p').mark, 'AAAAAAAAAAAAAAAAAAAAAA');

  ballots.cast('p', { choice: 'b' }, 1);
  ack({ tag: 'u', mark: '' });
  assert.equal(proofOf(ballots, 'p').mark, '');
});

test('a hub that tells no tag leaves nothing to prove', () => {
  const { ballots, tags, ack } = page();
  ballots.cast('p', { choice: 'a' }, 1);
  ack();

  assert.equal(proofOf(ballots, 'p'), null);
  assert.deepEqual(tags, []);
});

test('a second device is told all of it, and checks it whenever it joins', () => {
  const { ballots, tags } = page();
  const receipts = { p: { receipt: RECEIPT, tag: 't', mark: 'AAAAAAAAAAAAAAAAAAAAAA' } };
  ballots.joined({ p: { choice: 'a' } }, 'x', receipts);
  ballots.joined({ p: { choice: 'a' } }, 'x', receipts);

  assert.deepEqual(proofOf(ballots, 'p'), { poll: 'p', run: undefined, ...receipts.p });
  assert.deepEqual(tags, ['p', 'p']);

  ballots.castElsewhere({ poll: 'p', ballot: { choice: 'b' }, receipt: 'R', tag: 'u', mark: 'm' });
  assert.equal(proofOf(ballots, 'p').tag, 'u');
  ballots.castElsewhere({ poll: 'p', ballot: null, receipt: 'S' });
  assert.equal(proofOf(ballots, 'p'), null);
});

test('a ballot that was taken back elsewhere meanwhile is gone', () => {
  const { ballots } = page();
  ballots.joined({ p: { choice: 'a' } }, 'x', { p: { receipt: RECEIPT, tag: 't', mark: 'AAAAAAAAAAAAAAAAAAAAAA' } });
  ballots.joined({}, 'x');

  assert.equal(ballots.of('p').counted, null);
});

test('a wrong tag is remembered of the ballot that has it alone', () => {
  const { ballots, ack } = page();
  ballots.cast('p', { choice: 'a' }, 1);
  ack({ tag: 't' });
  ballots.hasWrongTag('p', 'ANOTHER');
  assert.equal(ballots.of('p').counted.wrongTag, undefined);

  ballots.hasWrongTag('p', RECEIPT);
  assert.equal(ballots.of('p').counted.wrongTag, true);
  ballots.cast('p', { choice: 'b' }, 1);
  ack({ tag: 't' });
  assert.equal(ballots.of('p').counted.wrongTag, undefined);
});

test('a reset or deleted poll leaves nothing', () => {
  const { ballots, ack, memory } = page();
  ballots.cast('p', { choice: 'a' }, 1);
  ack({ tag: 't' });
  ballots.forget('p');

  assert.equal(proofOf(ballots, 'p'), null);
  assert.equal(memory.get('k'), '[]');
});

test('of a secret ballot the proof stays when the hub no longer knows whose it is', () => {
  const { ballots, ack, memory } = page();
  ballots.cast('p', { choice: 'a' }, 2);
  ack({ tag: 't' });

  const closed = page(memory, () => 2).ballots;
  closed.joined({}, 'x');
  assert.equal(proofOf(closed, 'p').tag, 't');

  const nextRun = page(memory, () => 3).ballots;
  nextRun.joined({}, 'x');
  assert.equal(proofOf(nextRun, 'p'), null);
});
