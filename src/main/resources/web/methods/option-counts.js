/** The result of methods that count votes per option: bars, a table and a summary. */
import { html } from 'lit';
import './choice-list.js';
import { formatList, formatNumber, formatShare, letter } from '../i18n/format.js';
import { isolated, t } from '../i18n/index.js';
import { outcomeSentence, winnersOf } from './winners.js';
import { percentages } from './percentages.js';
import { isQuiz } from '../quiz/quiz-poll.js';

const NONE_CHOSEN = new Set();

/**
 * option id → {votes, share, percent}; null while the result is hidden. With one choice per voter the percentages add up to 100; with several,
 * each is the percentage of voters.
 */
export function countsOf(poll, tally) {
  if (!tally?.result?.options) return null;
  const counted = new Map(tally.result.options.map((option) => [option.id, option]));
  const counts = poll.options.map(({ id }) => counted.get(id) ?? { votes: 0, share: 0 });
  const percents = poll.method === 'single' ? percentages(counts.map(({ share }) => share)) : [];
  return new Map(poll.options.map(({ id }, i) => [id, { ...counts[i], percent: percents[i] ?? Math.round(counts[i].share * 100) }]));
}

/** Bars for the presenter and the big screen, whose pages load `vh-bars`; the voter's page does not. */
function renderBars(poll, tally, { fit = false } = {}) {
  return html`<vh-bars .options=${poll.options} .counts=${countsOf(poll, tally)} .winners=${winnersOf(poll, tally)} .view=${fit} ?fit=${fit} ?shaped=${isQuiz(poll)}></vh-bars>`;
}

/** Read-only cards, for a closed poll on the voter's page. */
export function renderResultCards(poll, tally, chosen = NONE_CHOSEN) {
  return html`<vh-choice-list
    .options=${poll.options}
    .legend=${poll.question}
    type=""
    .chosen=${chosen}
    .counts=${countsOf(poll, tally)}
    .winners=${winnersOf(poll, tally)}
    ?shaped=${isQuiz(poll)}
  ></vh-choice-list>`;
}

function table(poll, tally) {
  const counts = countsOf(poll, tally);
  const winners = winnersOf(poll, tally);
  return {
    caption: t('table.caption', { question: poll.question }),
    head: [t('table.option'), t('table.votes'), t('table.share')],
    rows: poll.options.map((option, i) => {
      const { votes, share, percent } = counts.get(option.id);
      const mark = winners.has(option.id) ? ` ${winners.sign} ${winners.mark}` : '';
      return [`${letter(i)}. ${isolated(option.label)}${mark}`, formatNumber(votes), formatShare(share, percent)];
    }),
  };
}

function summary(poll, tally) {
  const counts = countsOf(poll, tally);
  if (!counts) return '';
  const describe = ({ id, label }) => `${label} ${formatShare(counts.get(id).share, counts.get(id).percent)}`;
  const winners = winnersOf(poll, tally);
  if (winners.size) return outcomeSentence(poll, winners, describe);
  const voted = poll.options.filter(({ id }) => counts.get(id).votes > 0);
  if (!voted.length) return t('votes', { n: tally.ballots });
  const leading = voted.sort((a, b) => counts.get(b.id).votes - counts.get(a.id).votes).slice(0, 3);
  return t('summary.now', { votes: t('votes', { n: tally.ballots }), leading: formatList(leading.map(describe)) });
}

export const result = { show: renderBars, table, summary };
