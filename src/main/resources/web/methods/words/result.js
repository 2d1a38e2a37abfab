/** Words: how many voters have given each. */
import { html } from 'lit';
import { formatList, formatNumber } from '../../i18n/format.js';
import { t } from '../../i18n/index.js';
import '../../charts/word-cloud.js';
import { rightAnswer } from '../../quiz/revealed-answer.js';
import { chartResult } from '../result-module.js';
import { foldForComparison } from '../text-normalization.js';

const WORDS_IN_SUMMARY = 3;

const renderChart = (poll, tally, fit) =>
  html`<vh-word-cloud .words=${tally.result.words ?? []} .more=${tally.result.more ?? 0} .right=${rightWords(poll, tally)} ?fit=${fit}></vh-word-cloud>`;

/** Which of the words are right, in whatever spelling the hub takes for the same; null before that is revealed. */
function rightWords(poll, tally) {
  const answer = rightAnswer(poll);
  if (!answer) return null;
  const right = new Set(answer.words.map(foldForComparison));
  return new Set((tally.result.words ?? []).map(({ word }) => word).filter((word) => right.has(foldForComparison(word))));
}

const table = (poll, tally) => ({
  head: [t('table.word'), t('table.votes')],
  rows: (tally.result.words ?? []).map(({ word, votes }) => [word, formatNumber(votes)]),
});

/** The number of votes, and the most frequent words. */
function summary(poll, tally) {
  const votes = t('votes', { n: tally.ballots });
  const most = (tally.result?.words ?? []).slice(0, WORDS_IN_SUMMARY).map(({ word }) => word);
  return most.length ? t('summary.words', { votes, words: formatList(most) }) : votes;
}

export const result = chartResult(renderChart, table, summary);
