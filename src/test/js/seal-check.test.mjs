// How a phone finds out that its ballot is in the sealed result, against a hub that is slow, full, wrong or gone.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { toBase64url } from '../../main/resources/web/proof/bytes.js';
import { readProof } from '../../main/resources/web/proof/note.js';
import { SealCheck } from '../../main/resources/web/voter/seal-check.js';

const vectors = async (name) => JSON.parse(await readFile(new URL(`../../../conformance/vectors/${name}.json`, import.meta.url), 'utf8'));
const tags = await vectors('tags');
const { proof } = (await vectors('notes')).find(({ name }) => name === 'the proof of voter 0');
const root = toBase64url(readProof(proof).checkpoint.root);

const POLL = { id: 'p1', seal: { number: 1, root } };
const BALLOT = { mark: tags[0].mark, receipt: tags[0].receipt, tag: tags[0].tag };
const AT = { present: 10_000, token: 'T' };

const found = (text) => ({ ok: true, status: 200, text: async () => text });
const refused = (status, retryAfter, code = 'unknown-proof') => ({
  ok: false,
  status,
  headers: new Map(retryAfter ? [['retry-after', retryAfter]] : []),
  json: async () => ({ code }),
});

/** A check whose timers end at once, and that notes how long they would have taken. */
function started(answers, { storage = new Map(), random = () => 0.5 } = {}) {
  const waits = [];
  const asked = [];
  const env = {
    storage: { getItem: (key) => storage.get(key) ?? null, setItem: (key, value) => storage.set(key, value) },
    setTimeout: (run, ms) => {
      waits.push(ms);
      queueMicrotask(run);
    },
    random,
    fetch: async (address) => {
      asked.push(address);
      const answer = answers.length > 1 ? answers.shift() : answers[0];
      if (answer instanceof Error) throw answer;
      return answer;
    },
  };
  return { check: new SealCheck('ROOM42', env), waits, asked, storage };
}

async function settled({ check }, poll = POLL, ballot = BALLOT) {
  const first = check.of(poll, ballot, AT);
  if (first.state === 'checking') await new Promise((done) => check.addEventListener('change', done, { once: true }));
  return check.of(poll, ballot, AT);
}

test('a ballot that is in the seal is found, and asked for once also after a reload', async () => {
  const run = started([found(proof)]);

  assert.equal(run.check.of(POLL, BALLOT, AT).state, 'checking');
  assert.deepEqual(await settled(run), { state: 'included', proof, root });
  assert.deepEqual(run.asked, [`/api/v1/rooms/ROOM42/polls/p1/proof?tag=${BALLOT.tag}`]);

  const again = started([new Error('not asked')], { storage: run.storage });
  assert.equal((await settled(again)).state, 'included');
  assert.deepEqual(again.asked, []);
});

test('ten thousand phones ask within half a minute, and a small room within two seconds', async () => {
  const waits = [];
  for (let i = 0; i < 100; i++) {
    const run = started([found(proof)], { random: () => i / 100 });
    await settled(run);
    waits.push(run.waits[0]);
  }
  assert.ok(Math.max(...waits) > 25_000 && Math.max(...waits) < 40_000);
  assert.ok(new Set(waits).size === 100);

  const small = started([found(proof)], { random: () => 0.999 });
  small.check.of(POLL, BALLOT, { present: 5, token: null });
  assert.ok(small.waits[0] < 2_000);
});

test('a hub that is full or away is asked again later, never sooner than it says', async () => {
  const run = started([refused(429, '7'), refused(503), new Error('offline'), found(proof)]);

  assert.equal((await settled(run)).state, 'included');
  assert.ok(run.waits[1] >= 7_000);
  assert.ok(run.waits[2] < run.waits[3]);
});

test('a hub that never answers leaves it open, and it can be tried again', async () => {
  const answers = [refused(503)];
  const run = started(answers);

  assert.equal((await settled(run)).state, 'later');
  assert.equal(run.asked.length, 8);
  answers[0] = found(proof);
  run.check.again(POLL, BALLOT, AT);
  assert.equal((await settled(run)).state, 'included');
});

test('what is wrong is said only after a second answer, and is not kept', async () => {
  const other = (await vectors('notes')).find(({ name }) => name === 'the proof of voter 1');
  const wrong = {
    'no ballot has the tag': [refused(404)],
    'the proof is of another ballot': [found(other.proof)],
    'it is no proof': [found('nonsense')],
  };
  for (const [what, answers] of Object.entries(wrong)) {
    const run = started(answers);
    assert.equal((await settled(run)).state, 'failed', what);
    assert.equal(run.asked.length, 2, what);
    assert.equal(run.storage.size, 0, what);
  }
  const mended = started([refused(404), found(proof)]);
  assert.equal((await settled(mended)).state, 'included');
});

test('a seal that others do not see, and a tag that does not follow from the receipt, are wrong', async () => {
  assert.equal((await settled(started([found(proof)]), { ...POLL, seal: { number: 1, root: BALLOT.tag } })).state, 'failed');
  assert.equal((await settled(started([found(proof)]), { ...POLL, seal: { number: 2, root } })).state, 'failed');
  assert.equal((await settled(started([found(proof)]), POLL, { ...BALLOT, receipt: tags[1].receipt })).state, 'failed');
});

test('a new seal is checked anew', async () => {
  const run = started([found(proof)]);
  await settled(run);
  run.check.of({ ...POLL, seal: { number: 2, root: BALLOT.tag } }, BALLOT, AT);
  await new Promise((done) => run.check.addEventListener('change', done, { once: true }));
  assert.equal(run.asked.length, 3);
});

test('a poll that is gone accuses nobody', async () => {
  const { state } = await settled(started([refused(404, undefined, 'unknown-poll')]));

  assert.equal(state, 'later');
});
