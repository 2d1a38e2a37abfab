/** Why something that was asked for was not done, in the reader's language. */
import { has, t } from '../i18n/index.js';

/** Codes of the contract that stand for many faults: which one it was is said by the hub's own words only. */
const DETAILED = new Set(['bad-request', 'bad-ballot', 'bad-message']);

/** A refused call in words; an error without a code is the page's own, and is in words already. */
export function wordsOf({ code, errors = [], message }) {
  if (!code) return message;
  const words = t(has(`problem.${code}`) ? `problem.${code}` : 'problem.other');
  const detail = DETAILED.has(code) ? (errors[0]?.detail ?? message) : '';
  return detail ? `${words} ${t('refused.said', { message: detail })}` : words;
}
