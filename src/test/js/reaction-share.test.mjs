// What is drawn of the reactions of a second.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { share } from '../../main/resources/web/screen/reaction-share.js';

const count = (list) => Object.fromEntries([...new Set(list)].map((each) => [each, list.filter((other) => other === each).length]));

test('all are drawn while they are few', () => {
  assert.deepEqual(count(share({ '👏': 3, '😂': 1 }, 30)), { '👏': 3, '😂': 1 });
  assert.deepEqual(share({}, 30), []);
});

test('many are drawn in proportion and never more than the most', () => {
  const drawn = share({ '👏': 900, '😂': 99, '😮': 1 }, 30);
  assert.ok(drawn.length <= 30 && drawn.length > 27);
  const { '👏': claps, '😂': laughs, '😮': wows } = count(drawn);
  assert.ok(claps > 8 * laughs - 10);
  assert.equal(wows, 1);
});

test('the emoji rise among each other', () => {
  assert.deepEqual(share({ '👏': 2, '😂': 2 }, 30), ['👏', '😂', '👏', '😂']);
});
