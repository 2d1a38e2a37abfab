/** Formal abstentions. They are independent of the method: controls and results receive the other ballots only. */
import { t } from '../i18n/index.js';

export const ABSTENTION = { abstain: true };

export const abstains = (ballot) => ballot?.abstain === true;

/** Returns the same result for the same object, so that components can compare by identity. */
function memoized(make) {
  const made = new WeakMap();
  return (from) => {
    if (!made.has(from)) made.set(from, make(from));
    return made.get(from);
  };
}

const withoutAbstained = memoized((tally) => ({ ...tally, ballots: tally.ballots - tally.result.abstained }));

/** The tally without abstentions. */
export const withoutAbstentions = (tally) => (tally?.result?.abstained ? withoutAbstained(tally) : tally);

/** A voter's own ballots, without abstentions. */
export const ownWithoutAbstention = memoized((own) => {
  const { counted, attempt } = own;
  if (!abstains(counted?.ballot) && !abstains(attempt?.ballot)) return own;
  return { counted: abstains(counted?.ballot) ? null : counted, attempt: abstains(attempt?.ballot) ? null : attempt };
});

/** A result module that adds the abstentions to the table and the summary. */
export const withAbstentions = memoized((result) => ({
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
