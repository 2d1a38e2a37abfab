/** Parses join codes as people type and paste them, in the same way as the hub's class JoinCode. Uses no DOM. */
const CODE = /^[2-9ABCDEFGHJKMNPQRSTVWXYZ]{6}$/;
const ADDRESS = /(?:^|\/)(?:r|present|moderate|screen)\/([^/?#\s]+)/i;
const SEPARATORS = /[\s\p{Z}\p{Pd}\p{Cf}_\u2212\u2043\u00b7\u30fb\u30fc]+/gu;
const SURROUNDINGS = /^[\p{P}<>]+|[\p{P}<>]+$/gu;
const UNUSED_CHARACTERS = /[O0I1LU]/;

/** The typed text without separators and punctuation; of an address only the part with the code. */
function stripped(typed) {
  const text = typed.normalize('NFKC');
  return (ADDRESS.exec(text)?.[1] ?? text).replace(SEPARATORS, '').replace(SURROUNDINGS, '').toUpperCase();
}

/** @returns {{code?: string, error?: 'empty'|'confused'|'other'}} the code, or why there is none; 'confused': it has letters that no code has */
export function parseJoinCode(typed) {
  const code = stripped(typed);
  if (CODE.test(code)) return { code };
  if (!code) return { error: 'empty' };
  return { error: code.length === 6 && UNUSED_CHARACTERS.test(code) && /^[A-Z0-9]+$/.test(code) ? 'confused' : 'other' };
}

/**
 * Formats a field's text while it is typed: a code, or a part of one, in two halves; other text stays as it is.
 * @returns {{text: string, caret: number}}
 */
export function formatJoinCode(text, caret) {
  const whole = parseJoinCode(text).code;
  const letters = whole ?? stripped(text);
  if (!whole && !/^[A-Z0-9]{0,6}$/.test(letters)) return { text, caret };
  const halves = letters.length > 3 ? `${letters.slice(0, 3)} ${letters.slice(3)}` : letters;
  const isAddress = text.includes('/');
  const before = isAddress ? letters.length : stripped(text.slice(0, caret)).length;
  return { text: halves, caret: before + (before > 3 ? 1 : 0) };
}
