// Parsing and formatting of time limits.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadTexts } from '../../main/resources/web/i18n/index.js';
import { LIMIT_CHOICES_S, formatLimit, parseLimit } from '../../main/resources/web/presenter/time-limit.js';

await loadTexts('present');

test('a limit is typed as seconds or as minutes and seconds', () => {
  assert.equal(parseLimit(' 45 '), 45);
  assert.equal(parseLimit('1:30'), 90);
  assert.equal(parseLimit('100:00'), 6000);
  for (const wrong of ['', '0', '1:60', '1:5', '-3', 'soon', '99999999']) assert.equal(parseLimit(wrong), null, wrong);
});

test('it is formatted in seconds up to ninety, then in minutes', () => {
  assert.deepEqual(LIMIT_CHOICES_S.map(formatLimit), ['No limit', '10 s', '15 s', '20 s', '30 s', '60 s', '90 s', '2 min', '5 min']);
  assert.equal(formatLimit(150), '2 min 30 s');
});
