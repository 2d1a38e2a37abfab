/** Describes what another presenter has changed in a poll: [i18n key, values] for each change. */
export function describeChanges(before, after) {
  const had = before.options.map(({ label }) => label);
  const has = after.options.map(({ label }) => label);
  const removed = without(had, has);
  const added = without(has, had);
  const reordered = !removed.length && !added.length && had.some((label, i) => label !== has[i]);
  const images = (poll) => [poll, ...poll.options].map(({ image, alt }) => `${image ?? ''} ${alt ?? ''}`).join('\n');
  return [
    before.question !== after.question && ['conflict.question', { to: after.question }],
    before.method !== after.method && ['conflict.method', { method: after.method }],
    ...removed.map((label) => ['conflict.removed', { label }]),
    ...added.map((label) => ['conflict.added', { label }]),
    reordered && ['conflict.order', {}],
    !reordered && !removed.length && !added.length && images(before) !== images(after) && ['conflict.pictures', {}],
    !equal(before.settings, after.settings) && ['conflict.settings', {}],
    after.state !== 'draft' && ['conflict.opened', {}],
  ].filter(Boolean);
}

/** The labels that are not among the others; two equal labels are two options. */
function without(labels, others) {
  const left = [...others];
  return labels.filter((label) => {
    const at = left.indexOf(label);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

/** Whether two settings objects are equal, whatever the order of their keys. */
function equal(a, b) {
  const text = (value) => JSON.stringify(value, (_, each) => (isObject(each) ? Object.fromEntries(Object.entries(each).sort()) : each));
  return text(a) === text(b);
}

const isObject = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);
