/** Rankings: rounds (IRV, STV), points (Borda), or pairwise comparisons (Schulze, ranked pairs). */
import { html } from 'lit';
import { formatDecimal, formatNumber, letter } from '../../i18n/format.js';
import { t } from '../../i18n/index.js';
import { ModuleLoader } from '../module-loader.js';
import { renderHiddenResult, optionRows, chartResult } from '../result-module.js';
import { percentages } from '../percentages.js';

/** Loads the chart that a poll needs. Its element may be rendered before its class is defined; the browser upgrades it then. */
const chartLoader = new ModuleLoader((name, suffix) => import(`../../charts/${name}.js${suffix}`));

/** The rounds; if winners are not to be marked, without the elected options. In a quiz nobody is elected, and only first places say anything. */
export function roundsOf({ settings }, { result: { rounds } }) {
  if (settings?.quiz) return rounds.slice(0, 1).map(({ votes, exhausted }) => ({ votes, exhausted }));
  return settings?.marks === false ? rounds.map(({ elected, ...round }) => round) : rounds;
}

const roundsTable = (poll, tally) => ({
  head: [t('table.option'), ...roundsOf(poll, tally).map((round, i) => t('table.round', { n: i + 1 }))],
  rows: [
    ...optionRows(poll, tally, (id) =>
      roundsOf(poll, tally).map(({ votes, elected = [], eliminated = [] }) => {
        const mark = elected.includes(id) ? '✓' : eliminated.includes(id) ? '✕' : '';
        // With IRV, an eliminated option still has votes in that round; with STV they have been transferred by its end.
        return [id in votes ? formatDecimal(votes[id]) : '', mark].filter(Boolean).join(' ');
      }),
    ),
    [t('table.exhausted'), ...roundsOf(poll, tally).map(({ exhausted }) => formatDecimal(exhausted ?? 0))],
  ],
});

const pointsTable = (poll, tally) => ({
  head: [t('table.option'), t('table.points')],
  rows: optionRows(poll, tally, (id) => [formatDecimal(tally.result.points[id] ?? 0)]),
});

const pairwiseTable = (poll, tally) => ({
  head: [t('table.preferred'), ...poll.options.map((option, i) => letter(i))],
  rows: optionRows(poll, tally, (id) => poll.options.map((other) => (other.id === id ? '–' : formatNumber(tally.result.pairwise[id]?.[other.id])))),
});

/** option id → {votes, share, percent} of a count that is decided by the first choices. */
export function firstChoicesOf(poll, votes) {
  const all = Object.values(votes).reduce((sum, each) => sum + each, 0) || 1;
  const shares = poll.options.map(({ id }) => (votes[id] ?? 0) / all);
  const percents = percentages(shares);
  return new Map(poll.options.map(({ id }, i) => [id, { votes: votes[id] ?? 0, share: shares[i], percent: percents[i] }]));
}

/** Bars for a count that is decided by the first choices, without transfers. */
function renderFirstChoices(poll, votes, fit, winners) {
  const counts = firstChoicesOf(poll, votes);
  return html`<vh-bars .options=${poll.options} .counts=${counts} .winners=${winners} .view=${fit} ?fit=${fit}></vh-bars>`;
}

/** Rounds as a Sankey diagram; without rounds, the options. */
function renderFlow(poll, tally, fit, winners) {
  const { quota } = tally.result;
  const rounds = roundsOf(poll, tally);
  // `point-bars` includes `vh-bars`, which the voter's page does not load by itself.
  chartLoader.get(rounds.length > 1 ? 'flow' : 'point-bars');
  if (!rounds.length) return renderHiddenResult(poll, fit);
  if (rounds.length === 1) return renderFirstChoices(poll, rounds[0].votes, fit, winners);
  return html`<vh-flow .options=${poll.options} .rounds=${rounds} .quota=${quota} .winners=${winners} ?fit=${fit}></vh-flow>`;
}

/** option id → {votes: Borda points, share}; the share is of the maximum that an option can get. */
export function bordaOf(poll, tally) {
  const most = tally.ballots * (poll.options.length - 1) || 1;
  return new Map(
    poll.options.map(({ id }) => {
      const votes = tally.result.points[id] ?? 0;
      return [id, { votes, share: votes / most }];
    }),
  );
}

/** Borda points; a full bar is the maximum that an option can get. */
function renderPoints(poll, tally, fit, winners) {
  chartLoader.get('point-bars');
  const counts = bordaOf(poll, tally);
  return html`<vh-point-bars .options=${poll.options} .counts=${counts} .winners=${winners} .view=${fit} ?fit=${fit}></vh-point-bars>`;
}

/** Pairwise comparisons; without votes, the options. */
function renderPairwise(poll, { ballots, result: { pairwise, ranking } }, fit, winners) {
  chartLoader.get(ballots ? 'pairwise-matrix' : 'point-bars');
  if (!ballots) return renderHiddenResult(poll, fit);
  return html`<vh-pairwise-matrix
    .options=${poll.options}
    .pairwise=${pairwise}
    .ranking=${ranking}
    .winners=${winners}
    ?fit=${fit}
  ></vh-pairwise-matrix>`;
}

function renderChart(poll, tally, fit, winners) {
  const { result } = tally;
  if (result.rounds) return renderFlow(poll, tally, fit, winners);
  return result.points ? renderPoints(poll, tally, fit, winners) : renderPairwise(poll, tally, fit, winners);
}

export const result = chartResult(renderChart, (poll, tally) => {
  if (tally.result.rounds) return roundsTable(poll, tally);
  return tally.result.points ? pointsTable(poll, tally) : pairwiseTable(poll, tally);
});
