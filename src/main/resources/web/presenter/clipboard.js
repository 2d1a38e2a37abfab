/**
 * Copies a text; whether it is on the clipboard. Plain http allows no clipboard: then the text is shown, to be copied by hand.
 *
 * @param {string} byHand what is said then
 */
export async function copyText(text, byHand) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    window.prompt(byHand, text);
    return false;
  }
}
