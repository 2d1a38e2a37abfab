const MOVES = { ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1 };

/**
 * What a key means on the presenter's page: {what, …} as a stage would fire it, {what: 'new'}, {what: 'help'}, {move: ±1}, or null.
 * Space and arrows stay with a control that has the focus and means something else by them.
 *
 * @param {KeyboardEvent} event
 * @param {?object} poll the poll that is led
 * @param {boolean} on whether keys are on; the sheet opens all the same, for they are switched on there
 */
export function deedOf(event, poll, on) {
  const at = event.composedPath()[0];
  const typing = at.matches?.('input:not([type="radio"]):not([type="checkbox"]), textarea, select');
  if (typing || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return null;
  const key = event.key.toLowerCase();
  if (key === '?') return { what: 'help' };
  if (!on) return null;
  if (key === 'n') return { what: 'new' };
  if (!poll) return null;
  if (key === 'r' && poll.state !== 'draft') return { what: 'show', visible: !poll.visible };
  if (key === ' ' && !at.matches?.('button, a, summary, input')) return { what: poll.state === 'open' ? 'close' : 'open' };
  return MOVES[event.key] && !at.matches?.('input') ? { move: MOVES[event.key] } : null;
}
