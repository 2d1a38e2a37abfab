/** Why a request was not executed, in the reader's language. */
import '../i18n/problem.js';
import { has, t } from '../i18n/index.js';

/** Codes that stand for many errors, of which only the hub's message tells which one it was. */
const CODES_WITH_DETAIL = new Set(['bad-request', 'bad-ballot', 'bad-message', 'too-large']);

/** An API error as text; an error without a code was thrown by the page and has a text already. */
export function problemText({ code, errors = [], message }) {
  if (!code) return message;
  const text = t(has(`problem.${code}`) ? `problem.${code}` : 'problem.other');
  const detail = CODES_WITH_DETAIL.has(code) ? (errors[0]?.detail ?? message) : '';
  return detail ? `${text} ${t('refused.said', { message: detail })}` : text;
}
