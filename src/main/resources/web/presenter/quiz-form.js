/** Converts what the editor has of a quiz to the poll's setting and back. Uses no DOM. */

/** The methods whose polls may be questions of a quiz. */
export const QUIZ_METHODS = ['single', 'multiple', 'number', 'ranked', 'words'];

const LETTERS = 26;
const DEFAULT_SPEED = 0.5;

/** The id that the hub gives to the option at an index. */
export function optionId(index) {
  const last = String.fromCharCode(97 + (index % LETTERS));
  return index < LETTERS ? last : optionId(Math.floor(index / LETTERS) - 1) + last;
}

/** The options in the right order, if the poll asks for one: as the presenter wrote them. */
export function optionsAsWritten({ method, options = [], settings }) {
  const correct = settings?.quiz?.correct;
  if (method !== 'ranked' || !correct) return options;
  const place = new Map([correct].flat(2).map((id, i) => [id, i]));
  return [...options].sort((a, b) => (place.get(a.id) ?? options.length) - (place.get(b.id) ?? options.length));
}

/**
 * The options in the order in which voters get them: shuffled if the right order is asked for, because the presenter wrote them in it.
 * @param {() => number} random from 0 to below 1
 */
export function optionsForVoters({ quiz, method, electorate, settings }, options, random = Math.random) {
  if (!quiz || (electorate && settings.secret) || method !== 'ranked' || options.length < 2) return options;
  const shuffled = [...options];
  for (let i = shuffled.length - 1; i > 0; i--) {
    const other = Math.floor(random() * (i + 1));
    [shuffled[i], shuffled[other]] = [shuffled[other], shuffled[i]];
  }
  return shuffled.every((each, i) => each === options[i]) ? [...shuffled.slice(1), shuffled[0]] : shuffled;
}

/** What a new question of a quiz begins with. */
export const newQuiz = () => ({ right: [], number: undefined, tolerance: undefined, words: undefined, points: undefined, fast: true, partial: false, streak: false, more: {} });

/**
 * The form's part for a poll's setting: `right` has the keys of the form's options; null if the poll is no question of a quiz.
 * @param {{key: number}[]} options of the form, in the poll's order
 */
export function quizFormOf(poll, options) {
  const quiz = poll?.settings?.quiz;
  if (!quiz) return null;
  const { correct, points, speed = DEFAULT_SPEED, partial, tolerance, streak, ...more } = quiz;
  const ids = [correct].flat();
  return {
    ...newQuiz(),
    right: ['single', 'multiple'].includes(poll.method) ? options.filter((_, i) => ids.includes(poll.options[i]?.id)).map(({ key }) => key) : [],
    number: poll.method === 'number' ? correct : undefined,
    tolerance,
    words: poll.method === 'words' ? ids : undefined,
    points,
    fast: speed > 0,
    speed,
    partial: partial === 'balanced',
    streak: streak === true,
    more,
  };
}

/**
 * The setting for the hub, null if the poll is no question of a quiz.
 * @param {{key: number}[]} options those that are sent, in their order
 * @param {{key: number}[]} written the same, as the presenter wrote them
 */
export function quizSetting({ quiz, method, electorate, settings }, options, written = options) {
  if (!quiz || (electorate && settings.secret) || !QUIZ_METHODS.includes(method)) return null;
  const { number, tolerance, words, points, fast, speed, partial, streak, more } = quiz;
  const ids = options.flatMap(({ key }, i) => (quiz.right.includes(key) ? [optionId(i)] : []));
  const correct = {
    single: ids.length === 1 ? ids[0] : ids,
    multiple: ids,
    number,
    ranked: written.map((option) => optionId(options.indexOf(option))),
    words: (words ?? []).map((word) => word.trim()).filter(Boolean),
  }[method];
  return {
    ...more,
    correct: Array.isArray(correct) && !correct.length ? null : (correct ?? null),
    points: points ?? null,
    speed: fast ? (speed || DEFAULT_SPEED) : 0,
    partial: partial && method === 'multiple' ? 'balanced' : 'strict',
    streak,
    ...(method === 'number' && { tolerance: tolerance ?? null }),
  };
}
