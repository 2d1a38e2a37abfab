/** A result as its table, in the open: what a method has until it has a picture of its own. */
import { html, nothing } from 'lit';
import '../components/table-twin.js';
import { formatList, letter } from '../format.js';
import { t } from '../i18n/index.js';

/** The result module of a table: {head, rows} made by `tableOf(poll, tally)`, which is asked only when there is a result. */
export function plain(tableOf) {
  const table = (poll, tally) => ({
    caption: t('table.caption', { question: poll.question }),
    ...(tally?.result ? tableOf(poll, tally) : { head: [], rows: [] }),
  });
  return {
    show: (poll, tally) =>
      tally?.result
        ? html`<vh-table-twin plain .table=${table(poll, tally)}></vh-table-twin>`
        : html`<ul>${(poll.options ?? []).map((option, i) => html`<li>${named(option, i)}</li>`)}</ul>`,
    table,
    summary,
  };
}

const named = ({ label }, i) => `${letter(i)}. ${label}`;

/** How many voted, and who won once that is final. */
function summary(poll, tally) {
  if (!tally) return '';
  const winners = tally.result?.winners ?? [];
  if (poll.state !== 'closed' || !tally.final || !winners.length) return t('votes', { n: tally.ballots });
  return t('summary.final', { winners: formatList(winners.map((id) => labelOf(poll, id))) });
}

/** An option's label by its id. */
export const labelOf = (poll, id) => poll.options?.find((option) => option.id === id)?.label ?? id;

/** A row for each of the poll's options: its name, marked if it won, and the cells that `cellsOf` makes of its part of the result. */
export function optionRows(poll, tally, cellsOf) {
  const winners = new Set(tally.ballots ? (tally.result.winners ?? []) : []);
  return poll.options.map((option, i) => [
    html`${named(option, i)}${winners.has(option.id) ? html` ★ ${t('result.winner')}` : nothing}`,
    ...cellsOf(option.id, i),
  ]);
}

/** The result's records by option id. */
export const byId = (records) => new Map((records ?? []).map((record) => [record.id, record]));
