/** Points: the points of each option and its share of all. */
import { html } from 'lit';
import { formatNumber, formatShare } from '../../i18n/format.js';
import { t } from '../../i18n/index.js';
import '../../charts/point-bars.js';
import { byId, optionRows, chartResult } from '../result-module.js';
import { percentages } from '../percentages.js';

/** option id → {sum, share, percent}; the percentages add up to 100 if there are any points. */
export function sumsOf(poll, tally) {
  const options = byId(tally.result.options);
  const sums = poll.options.map(({ id }) => options.get(id) ?? { sum: 0, share: 0 });
  const percents = percentages(sums.map(({ share }) => share));
  return new Map(poll.options.map(({ id }, i) => [id, { ...sums[i], percent: percents[i] }]));
}

function renderChart(poll, tally, fit, winners) {
  const counts = new Map([...sumsOf(poll, tally)].map(([id, { sum, share, percent }]) => [id, { votes: sum, share, percent }]));
  return html`<vh-point-bars .options=${poll.options} .counts=${counts} .winners=${winners} .view=${fit} ?fit=${fit}></vh-point-bars>`;
}

export const result = chartResult(renderChart, (poll, tally) => {
  const sums = sumsOf(poll, tally);
  return {
    head: [t('table.option'), t('table.points'), t('table.share')],
    rows: optionRows(poll, tally, (id) => {
      const { sum, share, percent } = sums.get(id);
      return [formatNumber(sum), formatShare(share, percent)];
    }),
  };
});
