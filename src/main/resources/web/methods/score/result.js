/** Score voting: sums and means, as bars to both sides of the neutral score. */
import { html } from 'lit';
import { formatDecimal, formatNumber } from '../../i18n/format.js';
import { t } from '../../i18n/index.js';
import '../../charts/score-bars.js';
import { scoreBars } from '../../charts/score-scale.js';
import { byId, optionRows, chartResult } from '../result-module.js';

const number = (value) => (value == null ? '–' : formatDecimal(value));

/** option id → what charts/score-bars.js shows of it. */
export function scoresOf(poll, tally) {
  const options = byId(tally.result.options);
  const { axis, bars } = scoreBars(poll.settings, tally.result.options);
  const byMean = poll.settings.rank === 'mean';
  const others = ({ mean, count }) => (!count ? '' : byMean ? t('votes', { n: count }) : t('picture.mean', { n: number(mean) }));
  return new Map(
    poll.options
      .filter(({ id }) => bars.has(id))
      .map(({ id }) => [id, { ...bars.get(id), axis, signed: poll.settings.min < 0, others: others(options.get(id)) }]),
  );
}

function renderChart(poll, tally, fit, winners) {
  const counts = scoresOf(poll, tally);
  return html`<vh-score-bars .options=${poll.options} .counts=${counts} .winners=${winners} .view=${fit} ?fit=${fit}></vh-score-bars>`;
}

export const result = chartResult(renderChart, (poll, tally) => {
  const options = byId(tally.result.options);
  return {
    head: [t('table.option'), t('table.sum'), t('table.mean'), t('table.median'), t('table.scored')],
    rows: optionRows(poll, tally, (id) => {
      const { sum, mean, median, count } = options.get(id) ?? {};
      return [number(sum), number(mean), number(median), formatNumber(count)];
    }),
  };
});
