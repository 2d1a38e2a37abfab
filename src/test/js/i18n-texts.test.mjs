// The texts of the pages: every language has the same keys with the same placeholders.
import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { test } from 'node:test';

const FOLDER = new URL('../../main/resources/web/i18n/', import.meta.url);
const words = async (file) => (await import(new URL(file, FOLDER))).default;
const filled = (text) => [...JSON.stringify(text).matchAll(/\{(\w+)\}/g)].map(([, name]) => name);

for (const part of ['', 'methods.', 'present.', 'home.', 'screen.', 'gone.', 'embed.', 'deck.', 'elsewhere.', 'entry.', 'account.', 'questions.', 'present-questions.', 'present-agenda.', 'report.']) {
  test(`all languages have the same keys in ${part}*.js`, async () => {
    const english = await words(`${part}en.js`);
    const others = (await readdir(FOLDER)).filter((name) => name.startsWith(part) && /^[a-z]{2}\.js$/.test(name.slice(part.length)));
    for (const file of others) {
      const other = await words(file);
      assert.deepEqual(Object.keys(other).sort(), Object.keys(english).sort(), file);
      for (const [key, text] of Object.entries(english)) {
        assert.deepEqual(new Set(filled(other[key])), new Set(filled(text)), `${file}: ${key}`);
      }
    }
  });
}

test('no key is in two files that the presenter loads together', async () => {
  const keys = (await Promise.all(['en.js', 'methods.en.js', 'screen.en.js', 'gone.en.js', 'present.en.js', 'questions.en.js', 'present-questions.en.js', 'present-agenda.en.js'].map(words))).flatMap(Object.keys);

  assert.deepEqual(keys.filter((key, i) => keys.indexOf(key) !== i), []);
});
