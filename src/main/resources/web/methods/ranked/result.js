/** Rankings: rounds (irv, stv), points (borda), or who beats whom (schulze, rankedpairs). */
import { html } from 'lit';
import { formatDecimal, formatNumber, letter } from '../../i18n/format.js';
import { t } from '../../i18n/index.js';
import { Modules } from '../module-loader.js';
import { hidden, optionRows, pictured } from '../result-module.js';
import { percentages } from '../percentages.js';

/** Three pictures, of which a poll needs one. An element that is there before its class is comes to life with it. */
const pictures = new Modules((name, suffix) => import(`../../charts/${name}.js${suffix}`));

/** Where nobody is said to have won, nobody is said to be elected either. */
const roundsOf = (poll, { result: { rounds } }) => (poll.settings?.marks === false ? rounds.map(({ elected, ...round }) => round) : rounds);

const rounds = (poll, tally) => ({
  head: [t('table.option'), ...tally.result.rounds.map((round, i) => t('table.round', { n: i + 1 }))],
  rows: [
    ...optionRows(poll, tally, (id) =>
      roundsOf(poll, tally).map(({ votes, elected = [], eliminated = [] }) => {
        const mark = elected.includes(id) ? '✓' : eliminated.includes(id) ? '✕' : '';
        // By irv, whoever goes still has votes in that round; by stv they have been transferred by its end.
        return [id in votes ? formatDecimal(votes[id]) : '', mark].filter(Boolean).join(' ');
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

/** What is decided by the first choices flows nowhere: their votes are bars. */
function firstChoices(poll, votes, fit, winners) {
  const all = Object.values(votes).reduce((sum, each) => sum + each, 0) || 1;
  const shares = poll.options.map(({ id }) => (votes[id] ?? 0) / all);
  const percents = percentages(shares);
  const counts = new Map(poll.options.map(({ id }, i) => [id, { votes: votes[id] ?? 0, share: shares[i], percent: percents[i] }]));
  return html`<vh-bars .options=${poll.options} .counts=${counts} .winners=${winners} .view=${fit} ?fit=${fit}></vh-bars>`;
}

/** Rounds as a flow; while there are none, the options. */
function flow(poll, tally, fit, winners) {
  const { quota } = tally.result;
  const rounds = roundsOf(poll, tally);
  // Plain bars come with those of points; phones do not have them.
  pictures.get(rounds.length > 1 ? 'flow' : 'point-bars');
  if (!rounds.length) return hidden(poll, fit);
  if (rounds.length === 1) return firstChoices(poll, rounds[0].votes, fit, winners);
  return html`<vh-flow .options=${poll.options} .rounds=${rounds} .quota=${quota} .winners=${winners} ?fit=${fit}></vh-flow>`;
}

/** As long as all the points that an option can get. */
function bars(poll, tally, fit, winners) {
  pictures.get('point-bars');
  const most = tally.ballots * (poll.options.length - 1) || 1;
  const counts = new Map(
    poll.options.map(({ id }) => {
      const votes = tally.result.points[id] ?? 0;
      return [id, { votes, share: votes / most }];
    }),
  );
  return html`<vh-point-bars .options=${poll.options} .counts=${counts} .winners=${winners} .view=${fit} ?fit=${fit}></vh-point-bars>`;
}

/** Duels; while there are none, the options. */
function duels(poll, { ballots, result: { pairwise, ranking } }, fit, winners) {
  pictures.get(ballots ? 'duels' : 'point-bars');
  if (!ballots) return hidden(poll, fit);
  return html`<vh-duels
    .options=${poll.options}
    .pairwise=${pairwise}
    .ranking=${ranking}
    .winners=${winners}
    ?fit=${fit}
  ></vh-duels>`;
}

function picture(poll, tally, fit, winners) {
  const { result } = tally;
  if (result.rounds) return flow(poll, tally, fit, winners);
  return result.points ? bars(poll, tally, fit, winners) : duels(poll, tally, fit, winners);
}

export const result = pictured(picture, (poll, tally) => {
  if (tally.result.rounds) return rounds(poll, tally);
  return tally.result.points ? points(poll, tally) : pairwise(poll, tally);
});
