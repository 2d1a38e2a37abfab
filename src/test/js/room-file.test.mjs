// Exported files: other files are refused before they are sent, and the hub's errors are shown poll by poll.
import assert from 'node:assert/strict';
import { test } from 'node:test';

const web = (file) => import(new URL(`../../main/resources/web/${file}`, import.meta.url));
const { loadTexts } = await web('i18n/index.js');
await Promise.all([loadTexts('present'), loadTexts('methods'), loadTexts('answers')]);
const { importErrorText, readRoomFile } = await web('presenter/room-file.js');
const { templates } = await web('presenter/poll-templates.js');

const file = (text, size = text.length) => ({ size, text: async () => text });

test('a file is read as it is, and the hub validates it', async () => {
  assert.deepEqual(await readRoomFile(file('{"version": 9}')), { version: 9 });
});

test('a file that is no JSON object or too large is refused with a text', async () => {
  for (const text of ['', 'question;options', '[]', 'null', '"x"']) {
    await assert.rejects(readRoomFile(file(text)), /not a file that was exported/);
  }
  await assert.rejects(readRoomFile(file('{}', 1024 * 1024 + 1)), /1 MiB/);
});

test('errors name the poll and the field', () => {
  const fault = (pointer) => ({ pointer, detail: 'Is missing' });
  assert.equal(
    importErrorText([fault('/polls/3/options/0'), fault('/polls/0/question')]),
    'Nothing was imported. Poll 4: Option A: Is missing. Poll 1: Question: Is missing.',
  );
  assert.equal(importErrorText([fault('/version')]), 'Nothing was imported. version: Is missing.');
  assert.match(importErrorText(Array(5).fill(fault('/polls/1/settings/max'))), /Poll 2: max: Is missing\. And 2 more faults\.$/);
  assert.equal(importErrorText([]), '');
});

test('every template has a title and a question of its own', () => {
  const all = templates();
  assert.ok(all.length >= 5);
  for (const { name, title, question, labels } of all) {
    assert.ok(!title.startsWith('template.') && !question.startsWith('template.'), name);
    assert.ok(labels.length > 0, name);
  }
  assert.equal(new Set(all.map(({ question }) => question)).size, all.length);
});
