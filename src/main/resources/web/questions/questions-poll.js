/** Questions from the floor are a poll, too, but have a place of their own on each page. Uses no DOM. */
export const isQuestions = ({ method }) => method === 'questions';

/** The poll that holds the questions: the one opened last, else the one closed last, else a draft; undefined if there is none. */
export function questionsPoll(polls) {
  const all = polls.filter(isQuestions);
  const newest = (state, time) => all.filter((poll) => poll.state === state).sort((a, b) => (b[time] ?? 0) - (a[time] ?? 0))[0];
  return newest('open', 'openedAt') ?? newest('closed', 'closedAt') ?? all.at(-1);
}

/** The same without drafts, which only those who lead know of. */
export const publicQuestionsPoll = (polls) => questionsPoll(polls.filter(({ state }) => state !== 'draft'));
