/**
 * The texts of the pages in the language that `boot.js` has chosen. Only one language is loaded, and of it only what the page needs: `en.js`
 * always, `methods.en.js` with the first poll whose method is not `single`, `answers.en.js` with most of those, `present.en.js` for the presenter, `home.en.js` for the home
 * page, and so on. To add a language, add all files with the same keys, and its name to `boot.js`.
 */
export const locale = globalThis.document?.documentElement.lang || 'en';

const language = locale.split('-')[0];
const texts = { ...(await import(`./${language}.js`)).default };
const plural = new Intl.PluralRules(locale);
const number = new Intl.NumberFormat(locale);

/** Loads the texts of another file, 'methods', 'present' or 'home'. A different `suffix` avoids an import failure that the browser has cached. */
export async function loadTexts(name, suffix = '') {
  Object.assign(texts, (await import(`./${name}.${language}.js${suffix}`)).default);
}

// Letters of right-to-left scripts, and marks that control text direction.
const BIDI = /[\u0590-\u08ff\u200e\u200f\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** Isolates a user's text within a sentence of the page, so that its direction does not affect the text around it. */
export const isolated = (text) => (BIDI.test(text) ? `\u2068${text}\u2069` : text);

/** The text for a key; `{name}` is replaced from `values`, and plural forms are chosen by `values.n`. */
export function t(key, values = {}) {
  let text = texts[key] ?? key;
  if (typeof text === 'object') text = text[plural.select(values.n)] ?? text.other;
  return text.replace(/\{(\w+)\}/g, (_, name) => {
    const value = values[name];
    return typeof value === 'number' ? number.format(value) : isolated(String(value ?? ''));
  });
}

/** Whether there is a text for a key. */
export const has = (key) => key in texts;
