/**
 * What was tapped and written on the hub's first paint (see boot.js), carried out on the components that have taken its place: the paint
 * names the elements that it stands for in data-tap and data-fill.
 */
export async function carryOut(paint, view) {
  const written = within(paint, '[data-fill]').filter((field) => field.value !== field.defaultValue);
  const focused = written.find((field) => field.matches(':focus'));
  // By then everything that the components need a moment for is there, and nothing has been drawn yet.
  await new Promise(requestAnimationFrame);
  for (const name of paint.taps ?? []) {
    find(view, name)?.click();
    await new Promise(queueMicrotask);
  }
  for (const { dataset, value } of written) {
    const field = find(view, dataset.fill);
    if (!field) continue;
    field.value = value;
    field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  }
  if (focused) find(view, focused.dataset.fill)?.focus({ preventScroll: true });
}

const find = (view, name) => within(view, `[data-testid="${name}"]`)[0];

/** All elements of a kind in an element's shadow root, and in those within. */
function within(host, selector) {
  const found = [];
  for (const element of host.shadowRoot?.querySelectorAll('*') ?? []) {
    if (element.matches(selector)) found.push(element);
    if (element.shadowRoot) found.push(...within(element, selector));
  }
  return found;
}
