/** Which polls are questions of a quiz, and what their right answer is. */

/** Whether a poll is a question of a quiz. */
export const isQuiz = (poll) => Boolean(poll?.settings?.quiz);

/** Methods whose right answer is options that are each right by themselves. */
const MARKED = ['single', 'multiple'];

/** The right answer of a closed poll, as its setting has it; undefined before it is revealed, and for other polls. */
export const correctOf = (poll) => (poll?.state === 'closed' ? poll.settings?.quiz?.correct : undefined);

/** The ids of the right options of a closed poll; empty before they are revealed, and for other methods. */
export function rightOptions(poll) {
  const correct = correctOf(poll);
  return correct === undefined || !MARKED.includes(poll.method) ? [] : [correct].flat();
}
