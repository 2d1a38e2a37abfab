import { isQuestions } from '../questions/questions-poll.js';

/**
 * The polls that a voter may see, the most important first: open ones, the latest opened first, then closed ones, the latest closed first.
 * Questions from the floor are not among them.
 */
export function pollsInOrder(store) {
  const latestFirst = (time) => (a, b) => (b[time] ?? 0) - (a[time] ?? 0);
  const polls = store.list.filter((poll) => !isQuestions(poll));
  const open = polls.filter((poll) => poll.state === 'open').sort(latestFirst('openedAt'));
  const closed = polls.filter((poll) => poll.state === 'closed').sort(latestFirst('closedAt'));
  // A closed poll without a visible result is shown to those who voted in it, for the state of their vote, and if it was closed last.
  return [...open, ...closed.filter((poll, i) => poll.visible || store.ballots.own.has(poll.id) || (i === 0 && !open.length))];
}
