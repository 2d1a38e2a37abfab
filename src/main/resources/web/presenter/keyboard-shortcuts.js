/** Controls on which Space has no effect of its own: the row of the selected poll, and the chosen time limit. */
const SPACE_UNUSED = '[aria-current="true"], [type="radio"]:checked';

/** PageDown and PageUp are the main buttons of a clicker. */
const MOVE_KEYS = { ArrowUp: -1, ArrowLeft: -1, PageUp: -1, ArrowDown: 1, ArrowRight: 1 };

/** Keys that control the big screen. The blank button of a clicker sends a full stop. */
const SCREEN_KEYS = { f: 'full', b: 'blank', '.': 'blank', l: 'lobby' };

/**
 * The action of a key on the presenter's page: a command of the selected poll {command, …}, {command: 'new' | 'help' | 'full' | 'blank' |
 * 'lobby'}, {move: ±1}, or null. Space and PageDown activate the main button. Space is left to a control that has received the focus by
 * keyboard, but not to one that was clicked.
 *
 * @param {KeyboardEvent} event
 * @param {?object} poll the selected poll
 * @param {boolean} clicked whether the focus was set by a click
 * @param {boolean} enabled whether shortcuts are on; the help opens anyway, because they are switched on there
 */
export function actionForKey(event, poll, clicked, enabled) {
  const target = event.composedPath()[0];
  if (isTyped(event, target)) return null;
  const key = event.key.toLowerCase();
  if (key === '?') return { command: 'help' };
  if (!enabled) return null;
  if (key === 'n') return { command: 'new' };
  if (SCREEN_KEYS[key]) return { command: SCREEN_KEYS[key] };
  if (!poll) return null;
  if (key !== ' ' || clicked || !usesSpace(target)) {
    const action = actionOnPoll(key, poll);
    if (action) return action;
  }
  return MOVE_KEYS[event.key] && !target.matches?.('input') ? { move: MOVE_KEYS[event.key] } : null;
}

/** Keys that do something to the selected poll, which the hub has to answer. */
const POLL_KEYS = ['r', 'o', 'pagedown', ' '];

/**
 * The key that does something to the selected poll in any of its states, for a press that has to wait until the state is known; else null.
 * The parameters are those of `actionForKey`.
 */
export function pollKey(event, clicked, enabled) {
  const target = event.composedPath()[0];
  const key = event.key.toLowerCase();
  const leftToControl = isTyped(event, target) || (key === ' ' && !clicked && usesSpace(target));
  return enabled && !leftToControl && POLL_KEYS.includes(key) ? key : null;
}

/** What such a key does to a poll as it is now; null if nothing. */
export function actionOnPoll(key, poll) {
  if (key === 'r' && poll.state !== 'draft') return { command: 'show', visible: !poll.visible };
  if (key === 'o' && poll.state === 'closed' && !poll.closing) return { command: 'open' };
  return key === 'pagedown' || key === ' ' ? { command: 'next' } : null;
}

/** Whether the press is text, or not one of a single key. */
function isTyped(event, target) {
  const typing = target.matches?.('input:not([type="radio"]):not([type="checkbox"]), textarea, select');
  return typing || event.ctrlKey || event.metaKey || event.altKey || event.repeat;
}

function usesSpace(target) {
  return target.matches?.('button, a, summary, input') && !target.matches(SPACE_UNUSED);
}
