/** A formal abstention, which stands beside the method: controls and pictures hear of the other ballots alone. */
import { t } from '../i18n/index.js';

export const ABSTENTION = { abstain: true };

export const abstains = (ballot) => ballot?.abstain === true;

/** The same object for the same one, so that components see by identity what is new. */
function remembered(make) {
  const made = new WeakMap();
  return (from) => {
    if (!made.has(from)) made.set(from, make(from));
    return made.get(from);
  };
}

const others = remembered((tally) => ({ ...tally, ballots: tally.ballots - tally.result.abstained }));

/** The tally of those who did not abstain. */
export const withoutAbstentions = (tally) => (tally?.result?.abstained ? others(tally) : tally);

/** A voter's own ballots without an abstention. */
export const ownOfMethod = remembered((own) => {
  const { counted, attempt } = own;
  if (!abstains(counted?.ballot) && !abstains(attempt?.ballot)) return own;
  return { counted: abstains(counted?.ballot) ? null : counted, attempt: abstains(attempt?.ballot) ? null : attempt };
});

/** A method's result, with the abstentions in its table and its sentence. */
export const withAbstentions = remembered((result) => ({
  ...result,
  show: (poll, tally, how) => result.show(poll, withoutAbstentions(tally), how),
  table: (poll, tally) => {
    const table = result.table(poll, withoutAbstentions(tally));
    const n = tally?.result?.abstained;
    if (n === undefined || !table.head?.length) return table;
    const row = [t('abstained.row'), t('abstained', { n }), ...table.head.slice(2).map(() => '')];
    return { ...table, rows: [...table.rows, row] };
  },
  summary: (poll, tally) => {
    const n = tally?.result?.abstained;
    return [result.summary(poll, withoutAbstentions(tally)), n ? t('abstained', { n }) : ''].filter(Boolean).join(' · ');
  },
}));
