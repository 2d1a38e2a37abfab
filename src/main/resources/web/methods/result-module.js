/** Builds result modules: the table, the summary, and the options while the result is hidden. */
import { html, nothing } from 'lit';
import '../components/result-table.js';
import { letter } from '../i18n/format.js';
import { isolated, t } from '../i18n/index.js';
import { NO_WINNERS, outcomeSentence, winnersOf } from './winners.js';

/**
 * A result module with a chart.
 *
 * @param renderChart (poll, tally, fit, winners) => the template of a result; see `show` in methods/index.js. `winners` is empty until it is final
 * @param tableOf (poll, tally) => {head, rows}, called only if there is a result
 * @param summary (poll, tally) => the summary, if not the default one
 */
export function chartResult(renderChart, tableOf, summary = defaultSummary) {
  const table = (poll, tally) => ({
    caption: t('table.caption', { question: poll.question }),
    ...(tally?.result ? tableOf(poll, tally) : { head: [], rows: [] }),
  });
  return {
    show: (poll, tally, { fit = false } = {}) => (tally?.result ? renderChart(poll, tally, fit, winnersOf(poll, tally)) : renderHiddenResult(poll, fit)),
    table,
    summary: (poll, tally) => (tally ? summary(poll, tally) : ''),
  };
}

/** A result module that shows its table instead of a chart. */
export function tableResult(tableOf) {
  const module = chartResult((poll, tally) => html`<vh-result-table plain .table=${module.table(poll, tally)}></vh-result-table>`, tableOf);
  return module;
}

/** The options without a result. Only for pages that load `vh-bars`; the voter's page never shows them so. */
export function renderHiddenResult(poll, fit) {
  return poll.options?.length ? html`<vh-bars .options=${poll.options} .counts=${null} .winners=${NO_WINNERS} .view=${fit} ?fit=${fit}></vh-bars>` : nothing;
}

const optionTitle = ({ label }, i) => `${letter(i)}. ${isolated(label)}`;

/** The number of votes, and the winners once the result is final. */
function defaultSummary(poll, tally) {
  return outcomeSentence(poll, winnersOf(poll, tally)) || t('votes', { n: tally.ballots });
}

/** An option's label by its id. */
export const labelOf = (poll, id) => poll.options?.find((option) => option.id === id)?.label ?? id;

/** A table row for each option: its name, marked if it has won, and the cells that `cellsOf(id, index)` returns. */
export function optionRows(poll, tally, cellsOf) {
  const winners = winnersOf(poll, tally);
  return poll.options.map((option, i) => [
    html`${optionTitle(option, i)}${winners.has(option.id) ? html` ${winners.sign} ${winners.mark}` : nothing}`,
    ...cellsOf(option.id, i),
  ]);
}

/** The result's records by option id. */
export const byId = (records) => new Map((records ?? []).map((record) => [record.id, record]));
