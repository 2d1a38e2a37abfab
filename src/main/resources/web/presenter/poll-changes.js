/** What somebody has changed of a poll: the words of i18n for each change, with what they are filled with. */
export function changesOf(before, after) {
  const had = before.options.map(({ label }) => label);
  const has = after.options.map(({ label }) => label);
  const removed = without(had, has);
  const added = without(has, had);
  const moved = !removed.length && !added.length && had.some((label, i) => label !== has[i]);
  const pictures = (poll) => poll.options.map(({ image }) => image ?? '').join(' ');
  return [
    before.question !== after.question && ['conflict.question', { to: after.question }],
    before.method !== after.method && ['conflict.method', { method: after.method }],
    ...removed.map((label) => ['conflict.removed', { label }]),
    ...added.map((label) => ['conflict.added', { label }]),
    moved && ['conflict.order', {}],
    !moved && !removed.length && !added.length && pictures(before) !== pictures(after) && ['conflict.pictures', {}],
    !same(before.settings, after.settings) && ['conflict.settings', {}],
    after.state !== 'draft' && ['conflict.opened', {}],
  ].filter(Boolean);
}

/** Of two equal labels each is an option of its own. */
function without(labels, others) {
  const left = [...others];
  return labels.filter((label) => {
    const at = left.indexOf(label);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

/** Whether two settings are the same, in whatever order the hub wrote them. */
function same(a, b) {
  const text = (value) => JSON.stringify(value, (_, each) => (isObject(each) ? Object.fromEntries(Object.entries(each).sort()) : each));
  return text(a) === text(b);
}

const isObject = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);
