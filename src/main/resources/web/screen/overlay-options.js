/**
 * What an overlay over a video shows, from its address: `/screen/CODE?overlay&show=poll&qr=0&at=top&scale=1.2`. Needs no storage and no
 * gesture, for a streaming program has neither.
 */
const KINDS = ['poll', 'questions', 'reactions', 'leaderboard'];
const LEAST_SCALE = 0.5;
const MOST_SCALE = 2;

/**
 * @param {string} search the query of the address
 * @returns {{overlay: boolean, only: ?string, qr: boolean, top: boolean, scale: number}} `only`: the one kind of content that is shown
 */
export function overlayOptions(search) {
  const given = new URLSearchParams(search);
  const overlay = given.has('overlay');
  const scale = Number(given.get('scale')) || 1;
  return {
    overlay,
    only: overlay && KINDS.includes(given.get('show')) ? given.get('show') : null,
    qr: !overlay || given.get('qr') !== '0',
    top: overlay && given.get('at') === 'top',
    scale: overlay ? Math.min(MOST_SCALE, Math.max(LEAST_SCALE, scale)) : 1,
  };
}

/**
 * What is left of the stage: with `only`, nothing but that kind, and a poll only while it is open; then nothing is drawn while nothing is
 * live. A poll that the presenter put on the stage stays after its close.
 *
 * @param {{shows: string, poll?: object}} shown what the room's big screens show
 * @param {?object} stage the room's stage
 */
export function throughOverlay({ only, qr }, shown, stage) {
  if (!only) return shown.shows === 'lobby' && !qr ? { shows: 'nothing' } : shown;
  const live = shown.shows === only && (only !== 'poll' || shown.poll.state === 'open' || Boolean(stage?.poll));
  return live ? shown : { shows: 'nothing' };
}
