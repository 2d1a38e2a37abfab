/** Numbers: median, mean and distribution. */
import { html } from 'lit';
import { formatDecimal } from '../../i18n/format.js';
import { t } from '../../i18n/index.js';
import '../../charts/histogram.js';
import { rightAnswer } from '../../quiz/revealed-answer.js';
import { chartResult } from '../result-module.js';

const unitOf = (poll) => (poll.settings?.unit ? ` ${poll.settings.unit}` : '');

function renderChart(poll, tally, fit) {
  const { mean, median, max, histogram = [] } = tally.result;
  return html`<vh-histogram .bins=${histogram} .figures=${{ mean, median, max }} .unit=${poll.settings?.unit} .right=${rightAnswer(poll)} ?fit=${fit}></vh-histogram>`;
}

function table(poll, tally) {
  const { mean, median, min, max, histogram = [] } = tally.result;
  const number = (value) => (value == null ? '–' : `${formatDecimal(value)}${unitOf(poll)}`);
  const own = histogram.length > 0 && histogram[histogram.length - 1].from === max;
  return {
    head: [t('table.figure'), t('table.value')],
    rows: [
      [t('table.median'), number(median)],
      [t('table.mean'), number(mean)],
      [t('table.least'), number(min)],
      [t('table.greatest'), number(max)],
      ...histogram.map(({ from, to, count }) => [
        own ? number(from) : t('table.from-to', { from: formatDecimal(from), to: number(to) }),
        t('votes', { n: count }),
      ]),
    ],
  };
}

/** The number of votes, and the median. */
function summary(poll, tally) {
  const votes = t('votes', { n: tally.ballots });
  const { median } = tally.result ?? {};
  return median == null ? votes : t('summary.number', { votes, median: `${formatDecimal(median)}${unitOf(poll)}` });
}

export const result = chartResult(renderChart, table, summary);
