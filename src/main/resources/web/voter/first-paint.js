/**
 * Replays the taps and the text that a voter has entered into the first paint of the hub (see boot.js) on the components that replace it.
 * The first paint names the elements by their test ids in data-tap and data-fill.
 */
export async function replayInput(paint, view) {
  const changedFields = queryDeep(paint, '[data-fill]').filter((field) => field.value !== field.defaultValue);
  const focused = changedFields.find((field) => field.matches(':focus'));
  // By the next frame the components have rendered, and nothing has been drawn yet.
  await new Promise(requestAnimationFrame);
  for (const name of paint.taps ?? []) {
    findByTestId(view, name)?.click();
    await new Promise(queueMicrotask);
  }
  for (const { dataset, value } of changedFields) {
    const field = findByTestId(view, dataset.fill);
    if (!field) continue;
    field.value = value;
    field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  }
  if (focused) findByTestId(view, focused.dataset.fill)?.focus({ preventScroll: true });
}

const findByTestId = (view, name) => queryDeep(view, `[data-testid="${name}"]`)[0];

/** All matching elements in an element's shadow root and in nested shadow roots. */
function queryDeep(host, selector) {
  const found = [];
  for (const element of host.shadowRoot?.querySelectorAll('*') ?? []) {
    if (element.matches(selector)) found.push(element);
    if (element.shadowRoot) found.push(...queryDeep(element, selector));
  }
  return found;
}
