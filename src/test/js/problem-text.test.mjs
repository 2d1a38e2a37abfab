// Errors of the API as text: by code, with the hub's message only if it tells which error it was.
import assert from 'node:assert/strict';
import { test } from 'node:test';

const web = (file) => import(new URL(`../../main/resources/web/${file}`, import.meta.url));
const { loadTexts } = await web('i18n/index.js');
await loadTexts('present');
const { ApiError } = await web('hub/api.js');
const { problemText } = await web('hub/problem-text.js');

test('a code has its own text, whatever the hub says', () => {
  assert.equal(problemText(new ApiError({ status: 409, code: 'not-open', detail: 'The poll is not open' })), 'The poll is not open.');
  assert.equal(problemText(new ApiError({ status: 503, code: 'busy', detail: 'Too much waits' })), 'The hub is busy. Please try again.');
  assert.equal(problemText(new ApiError({ status: 418, code: 'teapot', detail: 'Short and stout' })), 'The hub did not do this.');
});

test('a code that stands for many errors is followed by the hub\'s message', () => {
  const fault = { status: 422, code: 'bad-request', detail: 'Must be 1 or more' };
  const words = 'This cannot be done. The hub says: Must be 1 or more.';
  assert.equal(problemText(new ApiError(fault)), words);
  assert.equal(problemText(new ApiError({ ...fault, detail: 'x', errors: [{ pointer: '/settings/max', detail: 'Must be 1 or more' }] })), words);
});

test('an error of the page itself has its text already', () => {
  assert.equal(problemText(new Error('This is no file.')), 'This is no file.');
});

test('every code that a presenter can meet has a text in both languages', async () => {
  const codes = 'bad-message bad-request bad-token forbidden unknown-room unknown-poll not-open too-large rate-limited busy unavailable'.split(' ');
  for (const language of ['en', 'de']) {
    const words = { ...(await web(`i18n/problem.${language}.js`)).default, ...(await web(`i18n/present.${language}.js`)).default };
    for (const code of [...codes, 'offline', 'other']) assert.ok(words[`problem.${code}`], `${language}: ${code}`);
  }
});
