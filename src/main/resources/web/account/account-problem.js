/** Why a call of accounts was refused, in the reader's language. */
import { problemText } from '../hub/problem-text.js';
import { t } from '../i18n/index.js';

const MINUTE_MS = 60_000;
/** By the name of the DOMException. */
const DEVICE_PROBLEMS = { NotAllowedError: 'problem.passkey-cancelled', AbortError: 'problem.passkey-cancelled', InvalidStateError: 'problem.passkey-known' };
const LEAST = /^At least (\d+)/;

/**
 * @param error an `ApiError`, or a DOMException of an authenticator
 * @param {boolean} [link] whether the secret of a link was sent
 */
export function accountProblem(error, link = false) {
  if (error instanceof DOMException) return t(DEVICE_PROBLEMS[error.name] ?? 'problem.passkey-failed');
  const { code, errors = [], retryAfterMs } = error;
  if (code === 'rate-limited' && retryAfterMs) return t('problem.locked', { n: Math.max(1, Math.ceil(retryAfterMs / MINUTE_MS)) });
  if (code === 'bad-credentials' && link) return t('problem.old-link');
  const fault = code === 'bad-request' ? errors[0] : undefined;
  if (fault?.pointer === '/mail') return t('problem.mail');
  if (fault?.pointer === '/heir') return t('problem.heir');
  if (fault?.pointer === '/code') return t('problem.wrong-code');
  if (fault?.pointer === '/password') {
    const least = LEAST.exec(fault.detail);
    return least ? t('problem.short-password', { n: Number(least[1]) }) : t('problem.easy-password');
  }
  return problemText(error);
}
