/**
 * Who won: the one place from which sentences, pictures, tables and cards take it. Before the result is final nobody has won, and nobody
 * wins a poll without votes; and of a poll with `marks: false`, nobody is said to have won.
 */
import { formatList } from '../i18n/format.js';
import { t } from '../i18n/index.js';

/** The ids of those who won, with how they did: `kind` is 'won', 'tied', 'elected', or '' while nobody has. */
export class Winners extends Set {
  constructor(ids = [], kind = '') {
    super(ids);
    this.kind = kind;
  }

  /** What stands beside the name of each. */
  get mark() {
    return t(`outcome.mark.${this.kind}`);
  }
}

export const NOBODY = new Winners();

/** Who won the poll by this tally. */
export function winnersOf(poll, tally) {
  const ids = tally?.result?.winners ?? [];
  if (poll.settings?.marks === false || poll.state !== 'closed' || !tally?.final || !tally.ballots || !ids.length) return NOBODY;
  const seats = poll.method === 'ranked' && poll.settings?.count === 'stv';
  return new Winners(ids, seats ? 'elected' : ids.length > 1 ? 'tied' : 'won');
}

/** The outcome as a sentence, in the order of the options; nothing while nobody has won. */
export function sentenceOf(poll, winners, nameOf = ({ label }) => label) {
  if (!winners.size) return '';
  return t(`outcome.${winners.kind}`, { names: formatList(poll.options.filter(({ id }) => winners.has(id)).map(nameOf)) });
}
