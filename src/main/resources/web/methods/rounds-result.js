/**
 * The result module of a poll for pages that show both rounds of a question that was asked twice; of any other poll it is the method's own.
 * Pages of voters load it only for a second round.
 */
import { html } from 'lit';
import '../charts/shift.js';
import { formatList, formatNumber, formatShare } from '../i18n/format.js';
import { isolated, t } from '../i18n/index.js';
import '../i18n/rounds.js';
import { resultOf } from './index.js';
import { ABSTAINED, roundsOf } from './rounds.js';

/** The votes that moved, as sentences. */
export function movesText({ both, changed, firstOnly, secondOnly }) {
  const only = firstOnly || secondOnly ? t('rounds.only', { first: firstOnly, second: secondOnly }) : '';
  return [t('rounds.changed', { both, n: changed }), only].filter(Boolean).join(' ');
}

export function roundsResultOf(poll) {
  const result = resultOf(poll);
  return poll.previous ? { ...result, show: showOf(result), table: tableOf(result), summary: summaryOf(result) } : result;
}

const showOf = (result) => (poll, tally, how = {}) => {
  const rounds = roundsOf(poll, tally);
  return rounds ? html`<vh-shift .rounds=${rounds} .options=${poll.options} .view=${how.fit} ?fit=${how.fit} ?brief=${how.brief} .said=${movesText(rounds)}></vh-shift>` : result.show(poll, tally, how);
};

const summaryOf = (result) => (poll, tally) => {
  const rounds = roundsOf(poll, tally);
  return [result.summary(poll, tally), rounds && movesText(rounds)].filter(Boolean).join(' ');
};

const figuresOf = ({ votes, share, percent }) => [percent === undefined ? '' : formatShare(share, percent), formatNumber(votes)].filter(Boolean).join(' · ');

const tableOf = (result) => (poll, tally) => {
  const rounds = roundsOf(poll, tally);
  if (!rounds) return result.table(poll, tally);
  const { rows, moves, winners } = rounds;
  const letters = new Map(rows.map(({ id, letter }) => [id, letter]));
  const came = (id) => moves.filter(({ from, to }) => to === id && from !== id).map(({ from, votes }) => `${letters.get(from)} ${formatNumber(votes)}`);
  const stayed = (id) => moves.find(({ from, to }) => from === id && to === id)?.votes ?? 0;
  return {
    caption: t('table.caption', { question: poll.question }),
    head: [t('table.option'), t('rounds.first'), t('rounds.second'), t('rounds.stayed'), t('rounds.from')],
    rows: rows.map(({ id, letter, label, won, first, second }) => [
      id === ABSTAINED ? t('abstained.row') : `${letter}. ${isolated(label)}${won ? ` ${winners.sign} ${winners.mark}` : ''}`,
      figuresOf(first),
      figuresOf(second),
      formatNumber(stayed(id)),
      formatList(came(id)) || '–',
    ]),
  };
};
