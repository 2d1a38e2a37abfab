/** Majority judgment: the grades of each option and its majority grade. */
import { html } from 'lit';
import { formatNumber } from '../../i18n/format.js';
import { t } from '../../i18n/index.js';
import '../../charts/grade-bars.js';
import { gradeName } from './grade-names.js';
import { byId, optionRows, chartResult } from '../result-module.js';
import { percentages } from '../percentages.js';

/** option id → what charts/grade-bars.js shows of it. */
export function gradesOf(poll, tally) {
  const options = byId(tally.result.options);
  const { grades } = poll.settings;
  return new Map(
    poll.options.map(({ id }) => {
      const { grade, histogram = {} } = options.get(id) ?? {};
      const place = placeOf(tally, id);
      const shares = grades.map((each) => (histogram[each] ?? 0) / Math.max(1, tally.ballots));
      return [
        id,
        {
          grade: grade && tally.ballots ? gradeName(grade) : '–',
          rank: place,
          place: place && tally.ballots ? t('picture.place', { n: place }) : '',
          shares,
          percents: percentages(shares),
        },
      ];
    }),
  );
}

function renderChart(poll, tally, fit, winners) {
  return html`<vh-grade-bars
    .options=${poll.options}
    .grades=${poll.settings.grades.map(gradeName)}
    .counts=${gradesOf(poll, tally)}
    .winners=${winners}
    .view=${fit}
    ?fit=${fit}
  ></vh-grade-bars>`;
}

/** The place of an option, from 1; tied options share the first of theirs. 0 if it has none. */
function placeOf(tally, id) {
  let before = 0;
  for (const tied of tally.result.ranking ?? []) {
    if ([tied].flat().includes(id)) return before + 1;
    before += [tied].flat().length;
  }
  return 0;
}

export const result = chartResult(renderChart, (poll, tally) => {
  const options = byId(tally.result.options);
  const grades = poll.settings?.grades ?? [];
  return {
    head: [t('table.option'), t('table.grade'), ...grades.map(gradeName)],
    rows: optionRows(poll, tally, (id) => {
      const { grade, histogram = {} } = options.get(id) ?? {};
      return [grade && tally.ballots ? gradeName(grade) : '–', ...grades.map((each) => formatNumber(histogram[each]))];
    }),
  };
});
