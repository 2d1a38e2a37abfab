/** Rankings: rounds (irv, stv), points (borda), or who beats whom (schulze, rankedpairs). */
import { formatDecimal, formatNumber, letter } from '../format.js';
import { t } from '../i18n/index.js';
import { optionRows, plain } from './plain.js';

const rounds = (poll, tally) => ({
  head: [t('table.option'), ...tally.result.rounds.map((round, i) => t('table.round', { n: i + 1 }))],
  rows: [
    ...optionRows(poll, tally, (id) =>
      tally.result.rounds.map(({ votes, elected = [], eliminated = [] }) => {
        if (!(id in votes)) return '';
        const mark = elected.includes(id) ? ' ✓' : eliminated.includes(id) ? ' ✕' : '';
        return `${formatDecimal(votes[id])}${mark}`;
      }),
    ),
    [t('table.exhausted'), ...tally.result.rounds.map(({ exhausted }) => formatDecimal(exhausted ?? 0))],
  ],
});

const points = (poll, tally) => ({
  head: [t('table.option'), t('table.points')],
  rows: optionRows(poll, tally, (id) => [formatDecimal(tally.result.points[id] ?? 0)]),
});

const pairwise = (poll, tally) => ({
  head: [t('table.preferred'), ...poll.options.map((option, i) => letter(i))],
  rows: optionRows(poll, tally, (id) => poll.options.map((other) => (other.id === id ? '–' : formatNumber(tally.result.pairwise[id]?.[other.id])))),
});

export const result = plain((poll, tally) => {
  if (tally.result.rounds) return rounds(poll, tally);
  return tally.result.points ? points(poll, tally) : pairwise(poll, tally);
});
