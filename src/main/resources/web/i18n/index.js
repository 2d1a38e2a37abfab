/**
 * The page's language: the first of the reader's that we have. A new language is one file beside `en.js` and one line in `LANGUAGES`.
 * English is always there, for words a translation lacks.
 */
import en from './en.js';

const LANGUAGES = {
  de: () => import('./de.js'),
};

export const locale = pick(globalThis.navigator?.languages ?? ['en']);
const language = locale.split('-')[0];
const words = LANGUAGES[language] ? { ...en, ...(await LANGUAGES[language]()).default } : en;
const plural = new Intl.PluralRules(locale);
const number = new Intl.NumberFormat(locale);

if (globalThis.document) document.documentElement.lang = language;

/** The words for a key; `{name}` is filled from `values`, and a key with plural forms chooses by `values.n`. */
export function t(key, values = {}) {
  let text = words[key] ?? key;
  if (typeof text === 'object') text = text[plural.select(values.n)] ?? text.other;
  return text.replace(/\{(\w+)\}/g, (_, name) => {
    const value = values[name];
    return typeof value === 'number' ? number.format(value) : (value ?? '');
  });
}

/** Whether there are words for a key. */
export const has = (key) => key in words;

function pick(wanted) {
  return wanted.find((tag) => tag.split('-')[0] === 'en' || LANGUAGES[tag.split('-')[0]]) ?? 'en';
}
