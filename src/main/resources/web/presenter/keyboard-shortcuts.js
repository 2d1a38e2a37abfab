/** Where Space by itself would change nothing: the row of the poll that is led, and a time limit that is chosen. */
const MEANS_NOTHING = '[aria-current="true"], [type="radio"]:checked';

/** PageDown and PageUp are the two buttons of a clicker. */
const MOVES = { ArrowUp: -1, ArrowLeft: -1, PageUp: -1, ArrowDown: 1, ArrowRight: 1 };

/** The keys of the big screen. A clicker's button that blanks sends a full stop. */
const SCREEN = { f: 'full', b: 'blank', '.': 'blank', l: 'lobby' };

/**
 * What a key means on the presenter's page: {what, …} as a stage would fire it, {what: 'new' | 'help' | 'full' |
 * 'blank' | 'lobby'}, {move: ±1}, or null.
 * Space and PageDown do what the large button says. Space stays with a control that the keys have come to, not with one that was
 * clicked.
 *
 * @param {KeyboardEvent} event
 * @param {?object} poll the poll that is led
 * @param {boolean} clicked whether the focus is where a click has put it
 * @param {boolean} on whether keys are on; the sheet opens all the same, for they are switched on there
 */
export function deedOf(event, poll, clicked, on) {
  const at = event.composedPath()[0];
  const typing = at.matches?.('input:not([type="radio"]):not([type="checkbox"]), textarea, select');
  if (typing || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return null;
  const key = event.key.toLowerCase();
  if (key === '?') return { what: 'help' };
  if (!on) return null;
  if (key === 'n') return { what: 'new' };
  if (SCREEN[key]) return { what: SCREEN[key] };
  if (!poll) return null;
  if (key === 'r' && poll.state !== 'draft') return { what: 'show', visible: !poll.visible };
  if (key === 'o' && poll.state === 'closed' && !poll.closing) return { what: 'open' };
  if (key === 'pagedown' || (key === ' ' && (clicked || !keepsSpace(at)))) return { what: 'next' };
  return MOVES[event.key] && !at.matches?.('input') ? { move: MOVES[event.key] } : null;
}

function keepsSpace(at) {
  return at.matches?.('button, a, summary, input') && !at.matches(MEANS_NOTHING);
}
