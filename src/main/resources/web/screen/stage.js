import { isQuestions, publicQuestionsPoll } from '../questions/questions-poll.js';

/**
 * What the big screens of a room show: {shows: 'poll', poll}, {shows: 'questions', poll}, {shows: 'compare', poll}, {shows: 'replay', poll}, {shows: 'leaderboard'}, {shows: 'lobby'}, {shows: 'blank'}
 * or {shows: 'break', pause: {title?, until?}}.
 *
 * Without a stage, or if it names a poll that is deleted or a draft, or something that this page does not know, that is the latest opened
 * poll that is open, else the one that closed last, else the lobby. Questions from the floor are shown only on request.
 *
 * @param {?object} stage the room's stage as the hub sends it
 * @param {object[]} polls may include drafts, which are never shown
 */
export function onStage(stage, polls) {
  if (stage?.blank) return { shows: 'blank' };
  if (stage?.break) return { shows: 'break', pause: stage.break };
  if (stage?.leaderboard) return { shows: 'leaderboard' };
  const questions = stage?.questions && publicQuestionsPoll(polls);
  if (questions) return { shows: 'questions', poll: questions };
  const newest = (state, time) => polls.filter((poll) => poll.state === state && !isQuestions(poll)).sort((a, b) => (b[time] ?? 0) - (a[time] ?? 0))[0];
  for (const shows of ['compare', 'replay']) {
    const poll = stage?.[shows] && polls.find(({ id, state, visible }) => id === stage[shows] && state === 'closed' && visible);
    if (poll) return { shows, poll };
  }
  const chosen = stage?.poll && polls.find(({ id, state }) => id === stage.poll && state !== 'draft');
  const poll = stage?.lobby ? null : (chosen ?? newest('open', 'openedAt') ?? newest('closed', 'closedAt'));
  return poll ? { shows: 'poll', poll } : { shows: 'lobby' };
}
