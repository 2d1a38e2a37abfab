/** Join codes as people type and paste them: see the hub's class JoinCode, which reads them alike. Knows no DOM. */
const CODE = /^[2-9ABCDEFGHJKMNPQRSTVWXYZ]{6}$/;
const ADDRESS = /(?:^|\/)(?:r|present|screen)\/([^/?#\s]+)/i;
const BETWEEN = /[\s\p{Z}\p{Pd}\p{Cf}_\u2212\u2043\u00b7\u30fb\u30fc]+/gu;
const AROUND = /^[\p{P}<>]+|[\p{P}<>]+$/gu;
const LEFT_OUT = /[O0I1LU]/;

/** What was typed without what says nothing; of an address, the part that is the code. */
function plain(typed) {
  const text = typed.normalize('NFKC');
  return (ADDRESS.exec(text)?.[1] ?? text).replace(BETWEEN, '').replace(AROUND, '').toUpperCase();
}

/** @returns {{code?: string, why?: 'empty'|'confused'|'other'}} the code, or why it is none; 'confused' has letters that no code has */
export function read(typed) {
  const code = plain(typed);
  if (CODE.test(code)) return { code };
  if (!code) return { why: 'empty' };
  return { why: code.length === 6 && LEFT_OUT.test(code) && /^[A-Z0-9]+$/.test(code) ? 'confused' : 'other' };
}

/**
 * A field's text while it is typed: a code, or a part of one, in two halves; what is something else stays as it is.
 * @returns {{text: string, caret: number}}
 */
export function grouped(text, caret) {
  const whole = read(text).code;
  const letters = whole ?? plain(text);
  if (!whole && !/^[A-Z0-9]{0,6}$/.test(letters)) return { text, caret };
  const halves = letters.length > 3 ? `${letters.slice(0, 3)} ${letters.slice(3)}` : letters;
  const isAddress = text.includes('/');
  const before = isAddress ? letters.length : plain(text.slice(0, caret)).length;
  return { text: halves, caret: before + (before > 3 ? 1 : 0) };
}
