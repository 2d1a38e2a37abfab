// What a big screen shows of a room.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onStage } from '../../main/resources/web/screen/stage.js';

const poll = (id, state, at) => ({ id, state, openedAt: at, closedAt: state === 'closed' ? at + 1 : undefined });
const POLLS = [poll('a', 'closed', 1), poll('b', 'open', 2), poll('c', 'closed', 3), poll('d', 'draft', 4)];
const shown = (stage, polls = POLLS) => {
  const { shows, poll } = onStage(stage, polls);
  return poll?.id ?? shows;
};

test('by default it is the latest opened poll, else the one that closed last, else the lobby', () => {
  for (const stage of [undefined, { follow: true, rev: 0 }]) {
    assert.equal(shown(stage), 'b');
    assert.equal(shown(stage, [POLLS[0], POLLS[2], POLLS[3]]), 'c');
    assert.equal(shown(stage, [POLLS[3]]), 'lobby');
  }
});

test('the stage that a presenter has set is shown, whatever is opened meanwhile', () => {
  assert.equal(shown({ poll: 'a', rev: 1 }), 'a');
  assert.equal(shown({ lobby: true, rev: 2 }), 'lobby');
  assert.equal(shown({ blank: true, rev: 3 }), 'blank');
  assert.deepEqual(onStage({ break: { title: 'Coffee', until: 5 }, rev: 4 }, POLLS), { shows: 'break', pause: { title: 'Coffee', until: 5 } });
});

test('a closed poll is compared while everybody may see its result', () => {
  const compared = { ...poll('r', 'closed', 0), visible: true };
  assert.deepEqual(onStage({ compare: 'r', rev: 1 }, [...POLLS, compared]), { shows: 'compare', poll: compared });
  assert.equal(onStage({ compare: 'r', rev: 1 }, [...POLLS, { ...compared, visible: false }]).shows, 'poll');
  assert.equal(onStage({ compare: 'b', rev: 1 }, POLLS).shows, 'poll');
  assert.deepEqual(onStage({ replay: 'r', rev: 1 }, [...POLLS, compared]), { shows: 'replay', poll: compared });
});

test('a draft, a deleted poll or an unknown kind of stage is never shown', () => {
  assert.equal(shown({ poll: 'd', rev: 1 }), 'b');
  assert.equal(shown({ poll: 'gone', rev: 1 }), 'b');
  assert.equal(shown({ fireworks: { at: 1 }, rev: 1 }), 'b');
});

test('questions from the floor are shown on request, never by themselves', () => {
  const polls = [...POLLS, { ...poll('q', 'open', 9), method: 'questions' }];

  assert.equal(shown({ follow: true, rev: 0 }, polls), 'b');
  assert.deepEqual(onStage({ questions: true, rev: 1 }, polls), { shows: 'questions', poll: polls[4] });
  assert.equal(shown({ questions: true, rev: 1 }), 'b');
});

test('the leaderboard of a quiz is shown on request', () => {
  assert.equal(onStage({ leaderboard: true, rev: 1 }, []).shows, 'leaderboard');
});
