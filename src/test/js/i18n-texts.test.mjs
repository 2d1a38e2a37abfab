// The texts of the pages: every language has the same keys with the same placeholders.
import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { test } from 'node:test';

const FOLDER = new URL('../../main/resources/web/i18n/', import.meta.url);
const words = async (file) => (await import(new URL(file, FOLDER))).default;
const filled = (text) => [...JSON.stringify(text).matchAll(/\{(\w+)\}/g)].map(([, name]) => name);

const boot = await readFile(new URL('../boot.js', FOLDER), 'utf8');
const LANGUAGES = /dataset\.languages = '([a-z ]+)'/.exec(boot)[1].split(' ');
const files = (await readdir(FOLDER)).filter((name) => /(^|\.)[a-z]{2}\.js$/.test(name));
const PARTS = [...new Set(files.map((name) => name.slice(0, -'en.js'.length)))];

for (const part of PARTS) {
  test(`all languages have the same keys in ${part}*.js`, async () => {
    const english = await words(`${part}en.js`);
    for (const language of LANGUAGES) {
      const file = `${part}${language}.js`;
      const other = await words(file);
      assert.deepEqual(Object.keys(other).sort(), Object.keys(english).sort(), file);
      for (const [key, text] of Object.entries(english)) {
        assert.deepEqual(new Set(filled(other[key])), new Set(filled(text)), `${file}: ${key}`);
        if (typeof other[key] === 'object') {
          const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
          assert.ok('other' in other[key], `${file}: ${key}`);
          assert.deepEqual(Object.keys(other[key]).filter((form) => !forms.includes(form)), [], `${file}: ${key}`);
        }
      }
    }
  });
}

test('no language that boot.js does not know has files', () => {
  assert.deepEqual(files.filter((name) => !LANGUAGES.includes(name.slice(-5, -3))), []);
});

test('no key is in two files that the presenter loads together', async () => {
  const keys = (await Promise.all(['en.js', 'methods.en.js', 'answers.en.js', 'screen.en.js', 'gone.en.js', 'problem.en.js', 'present.en.js', 'questions.en.js', 'present-questions.en.js', 'present-agenda.en.js', 'rounds.en.js'].map(words))).flatMap(Object.keys);

  assert.deepEqual(keys.filter((key, i) => keys.indexOf(key) !== i), []);
});
