// A replay: frames as they come in, and which of them is shown when.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { advanced, frameAt, playMs, readFrames } from '../../main/resources/web/replay/frames.js';

const frames = [{ ms: 1000, ballots: 1 }, { ms: 3000, ballots: 2 }, { ms: 60_000, ballots: 5, final: true }];

test('lines are read however they are cut into pieces', async () => {
  const bytes = new TextEncoder().encode(frames.map((frame) => `${JSON.stringify({ ...frame, text: 'ä€🙂' })}\n`).join(''));
  for (const size of [1, 7, 1000]) {
    const read = [];
    const stream = new ReadableStream({
      start(controller) {
        for (let i = 0; i < bytes.length; i += size) controller.enqueue(bytes.slice(i, i + size));
        controller.close();
      },
    });
    await readFrames(stream, (frame) => read.push(frame));
    assert.deepEqual(read, frames.map((frame) => ({ ...frame, text: 'ä€🙂' })));
  }
});

test('at each time the last frame up to it is shown, and none before the first', () => {
  assert.deepEqual([0, 999, 1000, 2999, 3000, 59_999, 60_000, 99_999].map((ms) => frameAt(frames, ms)?.ballots ?? 0), [0, 0, 1, 1, 2, 2, 5, 5]);
  assert.equal(frameAt([], 5), null);
});

test('a replay ends at its last frame after seconds, however long the poll took', () => {
  const many = Array.from({ length: 3600 }, (_, i) => ({ ms: (i + 1) * 1000 }));
  for (const all of [frames, many]) {
    assert.ok(playMs(all) >= 4000 && playMs(all) <= 30_000);
    assert.equal(advanced(0, playMs(all), all), all.at(-1).ms);
    assert.ok(advanced(0, playMs(all) / 2, all) < all.at(-1).ms);
  }
  assert.equal(advanced(0, 100, []), 0);
});
