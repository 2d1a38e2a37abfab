/** Which polls are questions of a quiz, and what their right answer is. */

/** Whether a poll is a question of a quiz. */
export const isQuiz = (poll) => Boolean(poll?.settings?.quiz);

/** Methods whose right answer is options that are each right by themselves. */
const MARKED = ['single', 'multiple'];

/** The ids of the right options of a closed poll; empty before they are revealed, and for other methods. */
export function rightOptions(poll) {
  const correct = poll.settings?.quiz?.correct;
  return correct === undefined || poll.state !== 'closed' || !MARKED.includes(poll.method) ? [] : [correct].flat();
}
