/**
 * Who has won. Sentences, charts, tables and cards all take it from here. Nobody has won before the result is final or in a poll without
 * votes; with the setting `marks: false` no winners are named. In a quiz the right options are marked in their place, once they are revealed.
 */
import { formatList } from '../i18n/format.js';
import { t } from '../i18n/index.js';
import { isQuiz, rightOptions } from '../quiz/quiz-poll.js';

/** The ids of the winners; `kind` is 'won', 'tied', 'elected', 'right', or '' while there are none. */
export class Winners extends Set {
  constructor(ids = [], kind = '') {
    super(ids);
    this.kind = kind;
  }

  /** The text beside the name of each. */
  get mark() {
    return t(`outcome.mark.${this.kind}`);
  }

  /** The symbol before it. */
  get sign() {
    return this.kind === 'right' ? '✓' : '★';
  }
}

export const NO_WINNERS = new Winners();

/** The winners of a poll by a tally. */
export function winnersOf(poll, tally) {
  const right = rightOptions(poll);
  if (right.length) return new Winners(right, 'right');
  if (isQuiz(poll)) return NO_WINNERS;
  const ids = tally?.result?.winners ?? [];
  if (poll.settings?.marks === false || poll.state !== 'closed' || !tally?.final || !tally.ballots || !ids.length) return NO_WINNERS;
  const seats = poll.method === 'ranked' && poll.settings?.count === 'stv';
  return new Winners(ids, seats ? 'elected' : ids.length > 1 ? 'tied' : 'won');
}

/** The outcome as a sentence, in the order of the options; '' while nobody has won. */
export function outcomeSentence(poll, winners, nameOf = ({ label }) => label) {
  if (!winners.size) return '';
  return t(`outcome.${winners.kind}`, { names: formatList(poll.options.filter(({ id }) => winners.has(id)).map(nameOf)) });
}
