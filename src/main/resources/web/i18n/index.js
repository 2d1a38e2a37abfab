/**
 * The page's words, in the language that `boot.js` chose. Only one language is loaded, and of it only what the page shows: `en.js` for
 * everybody, `methods.en.js` with the first poll that is not of the method `single`, `present.en.js` for the presenter,
 * `home.en.js` for the home page. A new language is these four files, with the same keys, and its name in `boot.js` and in the
 * language switch.
 */
export const locale = globalThis.document?.documentElement.lang || 'en';

const language = locale.split('-')[0];
const words = { ...(await import(`./${language}.js`)).default };
const plural = new Intl.PluralRules(locale);
const number = new Intl.NumberFormat(locale);

/** Takes in the words of another file, 'methods', 'present' or 'home'. A `suffix` evades a failure that the browser remembers. */
export async function more(name, suffix = '') {
  Object.assign(words, (await import(`./${name}.${language}.js${suffix}`)).default);
}

// Letters of right-to-left scripts, and marks that direct text.
const TURNS = /[\u0590-\u08ff\u200e\u200f\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** What people wrote, for a sentence of the page: in its own direction, which turns nothing around it. */
export const isolated = (text) => (TURNS.test(text) ? `\u2068${text}\u2069` : text);

/** The words for a key; `{name}` is filled from `values`, and a key with plural forms chooses by `values.n`. */
export function t(key, values = {}) {
  let text = words[key] ?? key;
  if (typeof text === 'object') text = text[plural.select(values.n)] ?? text.other;
  return text.replace(/\{(\w+)\}/g, (_, name) => {
    const value = values[name];
    return typeof value === 'number' ? number.format(value) : isolated(String(value ?? ''));
  });
}

/** Whether there are words for a key. */
export const has = (key) => key in words;
