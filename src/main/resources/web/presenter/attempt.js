import { problemText } from '../hub/problem-text.js';

/**
 * Makes a call for an element with the properties `busy` and `error`, unless one is under way. If it fails, `error` says why.
 *
 * @param {(error: Error) => string} textOf what to say of a failure
 */
export async function attempt(element, call, textOf = problemText) {
  if (element.busy) return;
  element.busy = true;
  element.error = '';
  try {
    await call();
  } catch (error) {
    element.error = textOf(error);
  }
  element.busy = false;
}
