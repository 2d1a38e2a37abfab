// How time limits are typed and said.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { more } from '../../main/resources/web/i18n/index.js';
import { LIMITS, limitWords, secondsOf } from '../../main/resources/web/presenter/time-limit.js';

await more('present');

test('a limit is typed as seconds or as minutes and seconds', () => {
  assert.equal(secondsOf(' 45 '), 45);
  assert.equal(secondsOf('1:30'), 90);
  assert.equal(secondsOf('100:00'), 6000);
  for (const wrong of ['', '0', '1:60', '1:5', '-3', 'soon', '99999999']) assert.equal(secondsOf(wrong), null, wrong);
});

test('it reads as seconds up to ninety, and then as minutes', () => {
  assert.deepEqual(LIMITS.map(limitWords), ['No limit', '10 s', '15 s', '20 s', '30 s', '60 s', '90 s', '2 min', '5 min']);
  assert.equal(limitWords(150), '2 min 30 s');
});
