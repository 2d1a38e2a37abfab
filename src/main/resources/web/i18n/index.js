/**
 * The page's words, in the language that `early.js` chose. A new language is one file beside `en.js`, with the same keys, and its name
 * in `early.js`. Only one language is loaded.
 */
export const locale = globalThis.document?.documentElement.lang || 'en';

const words = (await import(`./${locale.split('-')[0]}.js`)).default;
const plural = new Intl.PluralRules(locale);
const number = new Intl.NumberFormat(locale);

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
