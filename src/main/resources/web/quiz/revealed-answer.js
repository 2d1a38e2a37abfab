/** The right answer of a question of a quiz, and what everybody may know of it. Uses no DOM. */
import { correctOf } from './quiz-poll.js';

/**
 * The right answer of methods whose options cannot be marked: {number, tolerance}, {order: [option id]} or {words}; null before it is
 * revealed, and for other polls.
 */
export function rightAnswer(poll) {
  const correct = correctOf(poll);
  if (correct === undefined) return null;
  if (poll.method === 'number') return { number: correct, tolerance: poll.settings.quiz.tolerance ?? 0 };
  if (poll.method === 'ranked') return { order: [correct].flat(2) };
  return poll.method === 'words' ? { words: [correct].flat() } : null;
}

/** A poll as everybody may know it: the presenter's own form of it has the right answer before it is revealed. */
export function publicQuizPoll(poll) {
  if (!poll?.settings?.quiz || (poll.visible && poll.state === 'closed')) return poll;
  const { correct, ...quiz } = poll.settings.quiz;
  return { ...poll, settings: { ...poll.settings, quiz } };
}
