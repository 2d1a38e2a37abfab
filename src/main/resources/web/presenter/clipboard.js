/**
 * Copies a text to the clipboard; resolves to whether it succeeded. Without HTTPS browsers offer no clipboard; then a prompt shows the text,
 * to be copied by hand.
 *
 * @param {string} byHand the message of the prompt
 */
export async function copyToClipboard(text, byHand) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    window.prompt(byHand, text);
    return false;
  }
}
